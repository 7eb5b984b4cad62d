import { EventEmitter } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/**
 * What the mail server does with a letter: takes it; is not there; refuses the sender for now (451) or the reader for good (550); does not
 * say a word; takes it and thinks for half a second before it says so.
 */
export type MailMood = 'takes' | 'away' | 'later' | 'never' | 'silent' | 'slow'

export type MailSink = {
  url: string
  become: (mood: MailMood) => Promise<void>
  /** How often each letter was taken, by its number. */
  taken: ReadonlyMap<string, number>
  /** `taken`: a letter is here, and its sender has not been told so yet. */
  events: EventEmitter
  stop: () => Promise<void>
}

const refusal = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode })

/** A real mail server on loopback that keeps the numbers of what it took. */
export async function startMailSink(): Promise<MailSink> {
  let mood: MailMood = 'takes'
  let port = 0
  const taken = new Map<string, number>()
  const events = new EventEmitter()

  const listen = async (): Promise<SMTPServer> => {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      closeTimeout: 1,
      onConnect: (_session, done) => {
        if (mood !== 'silent') done()
      },
      onMailFrom: (_address, _session, done) => done(mood === 'later' ? refusal(451, 'greylisted') : null),
      onRcptTo: (_address, _session, done) => done(mood === 'never' ? refusal(550, 'no such mailbox') : null),
      onData: (stream, _session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const number = /^Message-ID:\s*<([^@>]+)@/im.exec(Buffer.concat(parts).toString('latin1'))?.[1] ?? ''
          taken.set(number, (taken.get(number) ?? 0) + 1)
          events.emit('taken')
          if (mood === 'slow') setTimeout(done, 500)
          else done()
        })
      },
    })
    // A sender that is killed breaks off: no news.
    server.on('error', () => undefined)
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
    port = (server.server.address() as AddressInfo).port
    return server
  }

  let server: SMTPServer | undefined = await listen()
  const close = async () => {
    const closing = server
    server = undefined
    if (closing !== undefined) await new Promise<void>((done) => closing.close(done))
  }
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    taken,
    events,
    become: async (next) => {
      // Whoever waits in silence is sent away with the silence.
      if (next === 'away' || mood === 'silent') await close()
      mood = next
      if (mood !== 'away') server ??= await listen()
    },
    stop: close,
  }
}
