import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { type FileStore, sha256Of } from './file-store.server.ts'

export type S3Settings = {
  endpoint: string | undefined
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** Any S3-compatible store; path-style addresses, since many of them know no others. */
export function createS3FileStore(settings: S3Settings): FileStore {
  const client = new S3Client({
    region: settings.region,
    forcePathStyle: true,
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
  })
  const at = (sha256: string) => ({ Bucket: settings.bucket, Key: `${sha256.slice(0, 2)}/${sha256}` })
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
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined
      try {
        const { Body } = await client.send(new GetObjectCommand(at(sha256)))
        return Body === undefined ? undefined : Buffer.from(await Body.transformToByteArray())
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
  }
}
