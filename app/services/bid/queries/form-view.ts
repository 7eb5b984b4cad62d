import { itemsShown } from '#app/domain/bid/application-form.ts'
import type { BidContent } from '#app/domain/bid/content.ts'
import type { FormItem, FormItemKind } from '#app/domain/call/form-item.ts'

/** A file of a bid, without its key. */
export type FileView = {
  fileId: string
  name: string
  size: number
  mediaType: string
  sha256: string
  /** What it certifies. */
  document: NonNullable<BidContent['documents']>[number] | null
}

export type FormAnswerView = {
  code: string
  kind: FormItemKind
  title: string
  /** Empty where nothing was answered, and where the answer is rows or a file. */
  text: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  file: FileView | null
}

/** What the call's form asks of this bid, with its answers: items that are not asked are not told. */
export const formView = (content: BidContent, items: readonly FormItem[]): FormAnswerView[] =>
  itemsShown(items, content.form).map((item) => answerView(content, item))

export function answerView(content: BidContent, { code, kind, title, columns }: FormItem): FormAnswerView {
  const answer = content.form?.[code] ?? ''
  const isText = typeof answer === 'string' && kind !== 'FILE'
  const file = kind === 'FILE' ? content.files.find(({ fileId }) => fileId === answer) : undefined
  return {
    code,
    kind,
    title,
    text: isText ? answer : '',
    columns,
    rows: typeof answer === 'string' ? [] : answer,
    file: file === undefined ? null : fileView(file),
  }
}

export const fileView = (
  { fileId, name, size, mediaType, sha256 }: BidContent['files'][number],
  documents: BidContent['documents'] = [],
): FileView => ({
  document: documents.find((document) => document.fileId === fileId) ?? null,
  fileId,
  name,
  size,
  mediaType,
  sha256,
})
