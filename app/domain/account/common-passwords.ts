/** What attackers try first, here and elsewhere; compared in lower case. Shorter ones need no mention: ten characters is the least. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1234567890 0123456789 9876543210 0987654321 1111111111 0000000000 8888888888 6666666666 9999999999 1212121212
12345678910 123456789a a123456789 123456789q q123456789 aa123456789 123456789aa 123456789abc abc123456789 1234567891
12345678900 123456789123 123123123123 1231231231 123321123321 112233445566 11223344556677889900 5201314520 52013145201314
1314520520 13145201314 5201314999 147258369147 1472583690 147258369a 789456123000 7894561230 159357159357 1593572486
qwertyuiop qwertyuiop1 qwertyuiop123 1qaz2wsx3edc 1qazxsw23edc qazwsxedcrfv qazwsxedc123 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5
q1w2e3r4t5y6 zaq12wsxcde3 zaq1xsw2cde3 asdfghjkl1 asdfghjkl123 asdfghjklz zxcvbnm123 zxcvbnm123456 1234qwerasdf qwer1234asdf
qweasdzxc123 qwe123qwe123 qweasdzxc1 qwerty1234 qwerty12345 qwerty123456 1234qwerty 123456qwerty asdf123456 asd123456789
abcd123456 abcd1234567 abcd12345678 abcdefghij abcdef123456 abc1234567 abc12345678 a1b2c3d4e5 a1b2c3d4e5f6 aaaaaaaaaa
aaaaa11111 aa11223344 a1234567890 aa12345678 aaa111222333 aaaa1111 asdasdasdasd asdasdasd123 qqqqqqqqqq zzzzzzzzzz
password12 password123 password1234 password12345 password123456 passw0rd12 passw0rd123 p@ssw0rd12 p@ssw0rd123 p@ssword123
mypassword mypassword1 newpassword newpassword1 thepassword passwordpassword password01 password2024 password2025 password2026
welcome123 welcome1234 welcome12345 admin12345 admin123456 admin1234567 admin123admin adminadmin administrator administrator1
root123456 root12345678 test123456 test1234567 testtest123 user123456 guest123456 changeme123 letmein123 letmein1234 iloveyou12
iloveyou123 iloveyou1314 iloveyou520 iloveyou1234 woaini1314 woaini13145 woaini520520 woaini5201314 woaiwojia1 woaiwojia123
5201314woaini 1314woaini520 woaini123456 woaini1234567 wo123456789 wodemima123 wodemima123456 mima123456 mimamima123
zhongguo123 zhongguo1234 zhongguo2025 zhongguo2026 woaizhongguo beijing2008 beijing2022 beijing123 shanghai123 shanghai2026
hangzhou123 guangzhou123 shenzhen123 wenzhou123456 jiayou123456 nihao123456 nihaoma123 nihaonihao tiantian123 xiaoxiao123
zhang123456 wang123456 liming123456 zhangwei123 wangwei123 a5201314520 q5201314520 zx123456789 zxc123456789 asd1234567890
superman123 football123 baseball123 sunshine123 princess123 dragon123456 monkey123456 michael123 charlie123 starwars123
google123456 facebook123 liverpool1 manchester 1234554321 123454321a 1122334455 9988776655 5555555555 7777777777
2222222222 3333333333 4444444444 1010101010 1357924680 2468013579 0246813579 1029384756 qpalzm1029 plokijuhyg`
    .split(/\s+/)
    .filter(Boolean),
)

/** Words of this house: a password that is little else than one of them is guessed first here. */
export const contextWords = [
  'commonweal',
  'gongyihui',
  'gongyi',
  'gyh',
  'minzheng',
  'mzj',
  'chuangtou',
  'zhaotoubiao',
  'zhengfu',
  'jiedao',
  'shequ',
  'shehuizuzhi',
] as const
