import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createUploadsCopy, setOf } from '#app/services/file/copy-uploads.server.ts'
import { storeFile } from '#app/services/file/store.server.ts'
import { sha256Of } from '#app/services/shared/file-store.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { useDatabase } from '#tests/support/database.ts'
import { createMemoryFileStore } from '#tests/support/memory-files.ts'
import { makeBody, makeOfficer, must } from '#tests/support/scenes.ts'

const t = useDatabase()

test('what was uploaded is copied once, as it comes; what is not there, or not itself, is told of', async () => {
  const [from, to] = [createMemoryFileStore(), createMemoryFileStore()]
  const body = await makeBody(t)
  const actor = await makeOfficer(t, body)
  const upload = async (files = from) => {
    const ctx = { ...t.contextAt(new Date().toISOString(), actor), files }
    const bytes = randomBytes(100)
    must(
      await transact(ctx, async (tx) => {
        const file = { bytes, name: '附件.bin', mediaType: 'application/octet-stream', bodyId: body.id }
        return ok(await storeFile(tx, ctx, { ...file, purpose: 'CALL_DOCUMENT' }))
      }),
    )
    return sha256Of(bytes)
  }
  const first = [await upload(), await upload()]
  await to.put(randomBytes(10))
  const copy = createUploadsCopy({ db: t.app, from, to })
  expect(await copy()).toEqual({ known: 2, copied: 2, bytes: 200, missing: [] })
  expect(await setOf(to.digests())).toEqual(new Set([...(await setOf(to.digests())), ...first]))

  const later = await upload()
  expect(await copy()).toEqual({ known: 3, copied: 1, bytes: 100, missing: [] })
  expect((await to.get(later))?.byteLength).toBe(100)

  const lost = await upload(createMemoryFileStore())
  expect(await copy()).toMatchObject({ copied: 0, missing: [lost] })
  const damaged = { get: () => Promise.resolve(Buffer.from('something else')) }
  const again = createUploadsCopy({ db: t.app, from: damaged, to: createMemoryFileStore() })
  expect((await again()).missing.toSorted()).toEqual([...first, later, lost].toSorted())
})
