import type { Account } from './preparation.ts'

/** Chinese characters take two places in a terminal. */
const width = (text: string) => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0)

const column = (texts: string[]) => {
  const widest = Math.max(...texts.map(width))
  return texts.map((text) => text + ' '.repeat(widest - width(text)))
}

/** The one value all of them have, to be said once. */
const common = (values: string[]) => (new Set(values).size === 1 ? values[0] : undefined)

/** Who may sign in to the demonstration, in lines for the terminal. */
export const accountLines = (accounts: Account[]): string[] => {
  const roles = column(accounts.map(({ role }) => role))
  const emails = column(accounts.map(({ email }) => email))
  const password = common(accounts.map((account) => account.password))
  const secret = common(accounts.flatMap(({ totpSecret }) => totpSecret ?? []))
  const passphrase = common(accounts.flatMap(({ openingPassphrase }) => openingPassphrase ?? []))
  const lines = accounts.map(({ totpSecret, ...account }, at) => {
    const own = [password ? '' : account.password, totpSecret ? (secret ? '*' : totpSecret) : '']
    return [roles[at], emails[at], ...own].filter(Boolean).join('  ').trimEnd()
  })
  return [
    `Demonstration accounts 演示账号${password ? `, password 密码 ${password}` : ''}`,
    ...lines,
    ...(secret ? [`* also gives a one-time code 动态口令, secret 密钥 ${secret}`] : []),
    ...(passphrase ? [`keyholders’ opening passphrase 持钥人的开标口令 ${passphrase}`] : []),
  ]
}
