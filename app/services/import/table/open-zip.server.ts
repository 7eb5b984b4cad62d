import yauzl from 'yauzl'

/** A zip that is broken, or that would not fit. */
export class ZipRefused extends Error {}

const entriesMax = 500

/**
 * The parts of a zip that `wanted` asks for, by name. Bytes are counted while they are unpacked: what the archive says of itself is not
 * believed, and beyond `bytesMax` in all it is given up (a zip bomb). @throws ZipRefused
 */
export async function openZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  bytesMax: number,
): Promise<Map<string, Buffer>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, opened) => {
      if (error === null) resolve(opened)
      else reject(new ZipRefused(error.message))
    })
  })
  const parts = new Map<string, Buffer>()
  let left = bytesMax
  const readEntry = async (entry: yauzl.Entry) => {
    if (!wanted(entry.fileName) || parts.has(entry.fileName)) return
    if (entry.isEncrypted()) throw new ZipRefused('behind a password')
    const chunks: Buffer[] = []
    for await (const chunk of await streamOf(zip, entry)) {
      const part = chunk as Buffer
      left -= part.length
      if (left < 0) throw new ZipRefused('too large')
      chunks.push(part)
    }
    parts.set(entry.fileName, Buffer.concat(chunks))
  }
  return new Promise((resolve, reject) => {
    let seen = 0
    const fail = (error: unknown) => {
      zip.close()
      reject(error instanceof ZipRefused ? error : new ZipRefused(String(error)))
    }
    zip.on('error', fail)
    zip.on('end', () => resolve(parts))
    zip.on('entry', (entry: yauzl.Entry) => {
      seen += 1
      if (seen > entriesMax) fail(new ZipRefused('too many parts'))
      else readEntry(entry).then(() => zip.readEntry(), fail)
    })
    zip.readEntry()
  })
}

const streamOf = (zip: yauzl.ZipFile, entry: yauzl.Entry) =>
  new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream)
      else reject(error)
    })
  })
