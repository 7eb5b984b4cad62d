import { createUploadsCopy } from '#app/services/file/copy-uploads.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { createDiskFileStore, type FileStore } from '#app/services/shared/file-store.server.ts'
import { log } from '#app/services/shared/log.server.ts'

/** As often as the database's log is kept at the latest: rows and bytes of an upload are lost together or not at all. */
const everySeconds = 30

/** Copies what was uploaded into BACKUP_DIR as it comes; `uploads` undefined: there is none. */
export function keepUploads({ db, files, uploads }: { db: Db; files: FileStore; uploads: string | undefined }): {
  stop: () => Promise<void>
} {
  if (uploads === undefined) return { stop: () => Promise.resolve() }
  const copy = createUploadsCopy({ db, from: files, to: createDiskFileStore(uploads) })
  let round: Promise<void> | undefined
  const tick = () => {
    round ??= copy()
      .then(({ missing }) => {
        if (missing.length > 0) log.error({ missing: missing.slice(0, 10) }, 'uploads are not in the store')
      })
      .catch((error: unknown) => log.error({ err: error }, 'uploads were not copied into BACKUP_DIR'))
      .finally(() => {
        round = undefined
      })
  }
  tick()
  const timer = setInterval(tick, everySeconds * 1000)
  return {
    stop: async () => {
      clearInterval(timer)
      await round
    },
  }
}
