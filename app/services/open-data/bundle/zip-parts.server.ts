import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import yazl from 'yazl'

/** A file of the bundle: where it is in it, and its text piece by piece. */
export type BundlePart = { readonly path: string; readonly content: AsyncIterable<string> | Iterable<string> }

const sumsPath = 'SHA256SUMS'

/**
 * Files as one ZIP (ZIP64 where it grows so large), going out while they are read: each is asked for when the one before it is through, and
 * nothing but a piece of one is held. At its end the sums of all of them, as `sha256sum -c` reads them.
 */
export function zipParts(parts: AsyncIterable<BundlePart>, mtime: Date): Readable {
  const zip = new yazl.ZipFile()
  const out = zip.outputStream as Readable
  const sums: string[] = []
  let open: Readable | undefined

  const add = ({ path, content }: BundlePart) =>
    new Promise<void>((resolve, reject) => {
      const hash = createHash('sha256')
      zip.addReadStreamLazy(path, { mtime }, (give) => {
        open = Readable.from(hashed(content, hash), { objectMode: false })
        open.once('error', reject)
        open.once('end', () => {
          sums.push(`${hash.digest('hex')}  ${path}\n`)
          resolve()
        })
        give(null, open)
      })
    })
  const run = async () => {
    for await (const part of parts) await add(part)
    await add({ path: sumsPath, content: [sums.join('')] })
    zip.end()
  }
  // A file that breaks off is seen to be broken; one without a part is not.
  const fail = (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error)))
  // Who reads the stream gets its error; it may come before anybody does.
  out.on('error', () => undefined)
  zip.on('error', fail)
  out.once('close', () => open?.destroy())
  run().catch(fail)
  return out
}

async function* hashed(
  content: BundlePart['content'],
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer, void> {
  for await (const text of content) {
    const bytes = Buffer.from(text, 'utf8')
    hash.update(bytes)
    yield bytes
  }
}
