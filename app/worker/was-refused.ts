/** Codes of nodemailer for what fails before a letter's words are handed over. */
const before = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EENVELOPE', 'ECONFIG', 'EPROXY'])

/**
 * Whether the mail server certainly has not taken the letter: it said so, or was never reached. Of a connection that broke later
 * nobody knows, and the letter is not sent again by itself.
 */
export function wasRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { responseCode, code, syscall } = error as Error & { responseCode?: number; code?: string; syscall?: string }
  return (
    responseCode !== undefined ||
    syscall === 'connect' ||
    (code !== undefined && before.has(code)) ||
    /^(Connection timeout|Greeting never received)/.test(error.message)
  )
}
