import { createTransport } from 'nodemailer'

const silent = () => undefined

/**
 * A connection for one letter. `hasBegun`: the mail server has been told that the words come now (SMTP's DATA); of a connection that breaks
 * before that, everybody knows that no letter left.
 */
export function letterTransport(smtpUrl: string) {
  let hasBegun = false
  const commands = ({ tnx }: { tnx?: string }, said?: string) => {
    if (tnx === 'client' && said === 'DATA') hasBegun = true
  }
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    // The commands of either side, never the words of the letter.
    transactionLog: true,
    logger: { level: silent, trace: silent, debug: commands, info: silent, warn: silent, error: silent, fatal: silent },
  })
  return { transport, hasBegun: () => hasBegun }
}
