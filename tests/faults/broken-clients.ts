import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '#app/http/paths.ts'

type Asking = { web: string; session: string; bidId: string }

/** Sockets that say what they have to say drop by drop and never end; the server must let go of them. */
export type Droppers = { opened: number; closed: () => number; end: () => void }

const open = async (web: string): Promise<Socket> => {
  const { hostname, port } = new URL(web)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Headers one character at a time, on so many connections, until the server has had enough. */
export async function dripHeaders(web: string, count: number): Promise<Droppers> {
  let closed = 0
  const timers: NodeJS.Timeout[] = []
  const sockets: Socket[] = []
  for (let number = 0; number < count; number += 1) {
    const socket = await open(web)
    sockets.push(socket)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    const timer = setInterval(() => socket.write('a'), 300)
    timers.push(timer)
    socket.once('close', () => {
      closed += 1
      clearInterval(timer)
    })
    socket.resume()
  }
  return {
    opened: count,
    closed: () => closed,
    end: () => {
      for (const timer of timers) clearInterval(timer)
      for (const socket of sockets) socket.destroy()
    },
  }
}

const boundary = 'broken'
const head = ({ web, session, bidId }: Asking, length: number) =>
  [
    `POST ${paths.ngoBidFiles(bidId)} HTTP/1.1`,
    `Host: ${new URL(web).host}`,
    `Origin: ${web}`,
    `Cookie: session=${session}`,
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    `Content-Length: ${String(length)}`,
    '',
    '',
  ].join('\r\n')

const field = (name: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="intent"\r\n\r\nupload\r\n` +
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n`

/** An upload that is cut off in its middle: politely (FIN), or torn away (RST). */
export async function cutUpload(asking: Asking, name: string, how: 'ended' | 'reset'): Promise<void> {
  const socket = await open(asking.web)
  socket.resume()
  const begun = field(name) + '材料'.repeat(5000)
  socket.write(head(asking, Buffer.byteLength(begun) * 2))
  socket.write(begun)
  await wait(100)
  if (how === 'ended') socket.end()
  else socket.resetAndDestroy()
}

/** A whole upload whose sender does not wait for the answer: it may be done, once. */
export async function leaveBeforeAnswer(asking: Asking, name: string): Promise<void> {
  const socket = await open(asking.web)
  const body = `${field(name)}${'材料'.repeat(5000)}\r\n--${boundary}--\r\n`
  socket.write(head(asking, Buffer.byteLength(body)) + body, () => socket.resetAndDestroy())
  await wait(100)
}

/** What is no HTTP at all. */
export async function talkNonsense(web: string): Promise<void> {
  const socket = await open(web)
  socket.resume()
  socket.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x0d, 0x0a, 0x00]))
  await wait(50)
  socket.destroy()
}
