import { describe, expect, it } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { contentDisposition, downloadResponse } from '#app/http/download.server.ts'
import { attachDocument } from '#app/services/call/attach-document.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { removeDocument } from '#app/services/call/remove-document.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { sniffMediaType } from '#app/services/file/store.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { draftedCall, makeBureau, makeOrganization, must, sceneStart } from '#tests/support/scenes.ts'

const t = useDatabase()
const pdf = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'))
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))

async function draftWithDocument(file = new File([pdf], '磋商文件.pdf')) {
  const { call, bureau } = await draftedCall(t)
  const ctx = t.contextAt(sceneStart, bureau.officer)
  const outcome = await attachDocument(ctx, { callId: call.id, version: call.version, title: '磋商文件', file })
  return { outcome, call, bureau, ctx, version: call.version + 1 }
}
const documentOf = async (callId: string) => t.owner.callDocument.findFirstOrThrow({ where: { callId } })

describe('a document of a call', () => {
  it('is read by its own body while a draft, by anyone once published, and by nobody when removed', async () => {
    const { outcome, call, bureau, ctx, version } = await draftWithDocument()
    must(outcome)
    const { fileId } = await documentOf(call.id)
    const other = await makeBureau(t)
    const organization = await makeOrganization(t)
    const readers = [anonymous, organization.owner, other.officer, bureau.officer, bureau.approver]
    const reading = () =>
      Promise.all(readers.map(async (actor) => (await readFile(t.contextAt(sceneStart, actor), fileId)).ok))
    expect(await reading()).toEqual([false, false, false, true, true])

    must(await submitCall(ctx, { callId: call.id, version }))
    expect(await reading()).toEqual([false, false, false, true, true])
    const by = t.contextAt(sceneStart, bureau.approver)
    must(await publishCall(by, { callId: call.id, version: version + 1 }))
    expect(await reading()).toEqual([true, true, true, true, true])
    expect(must(await readFile(t.contextAt(sceneStart), fileId))).toMatchObject({
      name: '磋商文件.pdf',
      mediaType: 'application/pdf',
      isPublic: true,
    })
  })

  it('is gone once it is removed from the draft', async () => {
    const { call, ctx, version } = await draftWithDocument()
    const { id: documentId, fileId } = await documentOf(call.id)
    must(await removeDocument(ctx, { callId: call.id, version, documentId }))
    expect(await readFile(ctx, fileId)).toMatchObject({ refusal: { code: 'not-found' } })
  })

  it('is refused when it is empty or not of a kind that is taken', async () => {
    expect((await draftWithDocument(new File([], 'a.pdf'))).outcome).toMatchObject({
      refusal: { code: 'form.fileMissing', field: 'file' },
    })
    expect((await draftWithDocument(new File(['<script>'], 'a.html'))).outcome).toMatchObject({
      refusal: { code: 'form.fileType', field: 'file' },
    })
  })
})

describe('files of other things', () => {
  it('that belong to nothing, or to a bid, are given out by nobody here', async () => {
    const { owner, id: organizationId } = await makeOrganization(t)
    const row = {
      sha256: 'e'.repeat(64),
      size: 1,
      mediaType: 'application/pdf',
      name: 'x.pdf',
      organizationId,
      uploadedById: owner.accountId ?? '',
    }
    for (const purpose of ['BID_ATTACHMENT', 'CALL_DOCUMENT'] as const) {
      const { id } = await t.owner.file.create({ data: { ...row, purpose } })
      expect(await readFile(t.contextAt(sceneStart, owner), id)).toMatchObject({ ok: false })
    }
  })
})

describe('what a file is', () => {
  it('follows from its bytes, not from its name', async () => {
    expect(await sniffMediaType(pdf, 'plan.docx')).toBe('application/pdf')
    expect(await sniffMediaType(bytesOf('MZ\x90\x00\x03'), 'plan.pdf')).toBeUndefined()
    expect(await sniffMediaType(bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg')).toBeUndefined()
    expect(await sniffMediaType(bytesOf('序号,名称\n1,服务\n'), '清单.csv')).toBe('text/csv')
    expect(await sniffMediaType(bytesOf('a\0b'), 'a.txt')).toBeUndefined()
    expect(await sniffMediaType(new Uint8Array([0xff, 0xfe, 0x41]), 'a.csv')).toBeUndefined()
    const compound = new Uint8Array(1024)
    compound.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect(await sniffMediaType(compound, '旧表.xls')).toBe('application/vnd.ms-excel')
    expect(await sniffMediaType(compound, 'setup.msi')).toBeUndefined()
  })
})

describe('a download', () => {
  it('is saved, never shown, under its own name', () => {
    const response = downloadResponse({
      bytes: pdf,
      name: '磋商(终稿)"1".pdf',
      mediaType: 'application/pdf',
      isPublic: false,
    })
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="__(__)_1_.pdf"; filename*=UTF-8''%E7%A3%8B%E5%95%86%28%E7%BB%88%E7%A8%BF%29%221%22.pdf`,
    )
    expect(response.headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'")
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const text = downloadResponse({ bytes: pdf, name: 'a.csv', mediaType: 'text/csv', isPublic: true })
    expect(text.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(contentDisposition('a\r\nX: y.pdf')).not.toMatch(/[\r\n]/)
  })
})
