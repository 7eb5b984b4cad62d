import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { type FileStore, isDigest, largeName, sha256Of } from './file-store.server.ts'

export type S3Settings = {
  endpoint: string | undefined
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** A part of a large file, bytes: ten thousand of them make 80 GB. The protocol takes none below 5 MB but the last. */
const partBytes = 8 * 1024 * 1024

/** Any S3-compatible store; path-style addresses, since many of them know no others. */
export function createS3FileStore(settings: S3Settings): FileStore {
  const client = new S3Client({
    region: settings.region,
    forcePathStyle: true,
    // Requests are signed with the SHA-256 of what they carry; further checksums are what many compatible stores do not know.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
  })
  const at = (sha256: string) => ({ Bucket: settings.bucket, Key: `${sha256.slice(0, 2)}/${sha256}` })
  const large = (name: string) => ({ Bucket: settings.bucket, Key: `large/${largeName(name)}` })
  return {
    async put(bytes) {
      const sha256 = sha256Of(bytes)
      const there = await client.send(new HeadObjectCommand(at(sha256))).then(
        () => true,
        (error: unknown) => {
          if (error instanceof NotFound) return false
          throw error
        },
      )
      if (!there)
        await client.send(new PutObjectCommand({ ...at(sha256), Body: bytes, ContentLength: bytes.byteLength }))
      return { sha256, size: bytes.byteLength }
    },
    async get(sha256) {
      if (!isDigest(sha256)) return undefined
      try {
        const { Body } = await client.send(new GetObjectCommand(at(sha256)))
        return Body === undefined ? undefined : Buffer.from(await Body.transformToByteArray())
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    async *digests() {
      let token: string | undefined
      do {
        const { Contents = [], NextContinuationToken } = await client.send(
          new ListObjectsV2Command({
            Bucket: settings.bucket,
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        )
        for (const { Key = '' } of Contents) {
          const [folder = '', name = ''] = Key.split('/')
          if (isDigest(name) && name.startsWith(folder)) yield name
        }
        token = NextContinuationToken
      } while (token !== undefined)
    },
    // A file in parts is there when the last request says that it is whole, and not before.
    async putLarge(name, content) {
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(large(name)))
      const upload = { ...large(name), UploadId }
      try {
        const hash = createHash('sha256')
        const parts: { PartNumber: number; ETag: string | undefined }[] = []
        let size = 0
        for await (const bytes of inParts(content)) {
          hash.update(bytes)
          size += bytes.byteLength
          const PartNumber = parts.length + 1
          const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body: bytes }))
          parts.push({ PartNumber, ETag })
        }
        await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }))
        return { sha256: hash.digest('hex'), size }
      } catch (error) {
        await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined)
        throw error
      }
    },
    async getLarge(name, range) {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({
            ...large(name),
            ...(range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }),
          }),
        )
        return Body === undefined ? undefined : Readable.fromWeb(Body.transformToWebStream() as never)
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    async deleteLarge(name) {
      await client.send(new DeleteObjectCommand(large(name)))
      const { Uploads = [] } = await client.send(
        new ListMultipartUploadsCommand({ Bucket: settings.bucket, Prefix: large(name).Key }),
      )
      for (const { UploadId } of Uploads)
        await client.send(new AbortMultipartUploadCommand({ ...large(name), UploadId }))
    },
  }
}

/** The same bytes in parts of one size, the last one shorter; one part at least. Never more than a part is held. */
async function* inParts(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let part = Buffer.allocUnsafe(partBytes)
  let filled = 0
  let isFirst = true
  for await (const bytes of content)
    for (let from = 0; from < bytes.byteLength;) {
      const taken = bytes.subarray(from, from + partBytes - filled)
      part.set(taken, filled)
      filled += taken.byteLength
      from += taken.byteLength
      if (filled === partBytes) {
        yield part
        part = Buffer.allocUnsafe(partBytes)
        filled = 0
        isFirst = false
      }
    }
  if (filled > 0 || isFirst) yield part.subarray(0, filled)
}
