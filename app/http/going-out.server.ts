import type { Readable } from 'node:stream'

/** Who takes an answer. `drained`: settles when what was sent so far has gone out. */
export type Taker = { request: Request; drained: () => Promise<void> }

/**
 * A body that goes out no faster than its taker takes it: what is written waits in memory until then, so the next piece is read when there
 * is none. Whoever leaves ends the reading.
 */
export function goingOut(body: Readable, { request: { signal }, drained }: Taker): ReadableStream<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const leave = () => void body.destroy()
  signal.addEventListener('abort', leave, { once: true })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await drained()
        const piece = await pieces.next()
        if (piece.done !== true) {
          controller.enqueue(new Uint8Array(piece.value))
          return
        }
        signal.removeEventListener('abort', leave)
        controller.close()
      },
      cancel: leave,
    },
    // Nothing is read in advance.
    { highWaterMark: 0 },
  )
}
