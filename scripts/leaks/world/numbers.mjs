/** A national id of a person that passes its check digit, from nine digits. */
export function nationalId(nine) {
  const sum = [...nine].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0) % 11;
  return `${nine}${sum < 2 ? sum : 11 - sum}`;
}

/** A national id of a company that passes its check digit, from ten digits. */
export function legalId(ten) {
  const weights = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17];
  const tens = Number(ten[9]) + 2;
  const sum = [...ten].reduce((total, digit, i) => total + (Number(digit) + tens) * weights[i], 0) % 11;
  return `${ten}${sum === 10 ? 0 : sum}`;
}
