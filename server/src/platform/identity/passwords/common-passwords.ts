/**
 * Passwords of ten and more characters that guessers try first, in lower case with ASCII digits: keyboard walks, dates
 * and words, also as Iranians type them on a Latin keyboard. Shorter ones are refused for their length already.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set([
  '1234567890', '0123456789', '0987654321', '9876543210', '12345678910', '123456789a', '1234567891', '123456789q',
  '1234512345', '1231231231', '123123123123', '1122334455', '1111111111', '0000000000', '11223344556', '147258369o',
  '1q2w3e4r5t', '1q2w3e4r5t6y', '1qaz2wsx3edc', 'qazwsxedcrfv', 'qwertyuiop', 'qwertyuiop123', 'qwerty12345',
  'qwerty123456', 'qwerty1234', 'asdfghjkl123', 'asdfghjkl1', 'asdfghjklz', 'zxcvbnm123', 'zxcvbnm1234', 'q1w2e3r4t5',
  'q1w2e3r4t5y6', 'abcd123456', 'abc1234567', 'abcdefghij', 'abcdefghijk', 'a123456789', 'a1b2c3d4e5', 'aa12345678',
  'password12', 'password123', 'password1234', 'password12345', 'password01', 'passw0rd123', 'p@ssw0rd123', 'p@ssword123',
  'p@ssword12', 'pa$$word123', 'mypassword', 'mypassword1', 'newpassword', 'changeme123', 'changeme12', 'letmein123',
  'letmein1234', 'welcome123', 'welcome1234', 'iloveyou12', 'iloveyou123', 'administrator', 'administrator1', 'admin12345',
  'admin123456', 'adminadmin', 'admin@1234', 'admin@12345', 'superadmin', 'superuser1', 'rootroot12', 'test123456',
  'testtest12', 'user123456', 'guest12345', 'default123', 'secret1234', 'secret12345', 'football123', 'baseball123',
  'superman123', 'sunshine123', 'princess123', 'dragon12345', 'master1234', 'monkey1234', 'computer123', 'internet123',
  'iran123456', 'iran1234567', 'tehran1234', 'tehran12345', 'persian123', 'persepolis', 'esteghlal1', 'perspolis1',
  'salam12345', 'salam123456', 'khodaya123', 'mohammad123', 'mohammad12', 'mohammad1234', 'ali1234567', 'ali123456789',
  'hossein123', 'hossein1234', 'fatemeh123', 'fatemeh1234', 'zahra12345', 'maryam1234', 'maryam12345', 'reza123456',
  'mehdi12345', 'amir123456', 'amirhossein', 'amirhossein1', 'yamahdi313', 'yahossein1', 'yazahra110', 'doostetdaram',
  'peyvand123', 'peyvand1234', 'peyvand12345', 'crm1234567', 'crm12345678',
]);
