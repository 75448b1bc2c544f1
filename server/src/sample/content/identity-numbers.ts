const LEGAL_WEIGHTS = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17];

/** A national code with a right check digit, another one for each number below 800 million. */
export function nationalCode(number: number): string {
  const body = String(100_000_000 + ((number * 104_729) % 799_999_999));
  let sum = 0;
  for (let i = 0; i < 9; i += 1) sum += Number(body[i]) * (10 - i);
  const rest = sum % 11;
  return body + (rest < 2 ? rest : 11 - rest);
}

/** A company's national id with a right check digit, another one for each number below 89 million. */
export function legalId(number: number): string {
  const body = `10${String(10_000_000 + ((number * 1_009) % 89_999_999))}`;
  const k = Number(body[9]) + 2;
  let sum = 0;
  for (let i = 0; i < 10; i += 1) sum += (Number(body[i]) + k) * (LEGAL_WEIGHTS[i] as number);
  return body + ((sum % 11) % 10);
}
