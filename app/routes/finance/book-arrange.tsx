import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { accountKinds } from '#app/domain/ledger/account-kind.ts'
import { bookForm, entryKinds } from '#app/domain/ledger/book.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { notFound } from '#app/http/refuse.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { arrangeBook } from '#app/services/ledger/arrange-book.server.ts'
import { readLedgerBook } from '#app/services/ledger/queries/ledger-books.server.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'finance', params }, async ({ ctx, params: { id } }) => {
  const book = orNotFound(await readLedgerBook(ctx, id))
  if (!book.mayArrange) throw notFound()
  return book
})

export const action = pageAction(
  { may: 'finance', params },
  {
    arrange: on(bookForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await arrangeBook(ctx, { bookId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ledgerBook(id), 'ledgerBook.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta((t, { name }: { name: string }) => `${t('ledgerBook.arrange')} · ${name}`)

export default function ArrangeBook() {
  const book = useLoaderData<typeof loader>()
  const t = useT()
  const { nameZh, nameEn, version } = book
  const form = useFormState('arrange', { nameZh, nameEn, accountKinds: book.accountKinds, entryKinds: book.entryKinds })
  return (
    <Page crumbs={[{ to: paths.ledgerBook(book.id), text: book.name }]}>
      <Sheet>
        <h1>{t('ledgerBook.arrange')}</h1>
        <p>{t('ledgerBook.arrangeLead')}</p>
        <PostForm form={form} version={version}>
          <TextField form={form} name="nameZh" label={t('ledgerBook.nameZh')} maxLength={20} />
          <TextField form={form} name="nameEn" label={t('ledgerBook.nameEn')} maxLength={40} />
          <CheckGroup
            form={form}
            name="accountKinds"
            label={t('ledgerBook.accountKinds')}
            options={accountKinds.map((kind) => ({ value: kind, label: t(`ledger.account.${kind}`) }))}
          />
          <CheckGroup
            form={form}
            name="entryKinds"
            label={t('ledgerBook.entryKinds')}
            hint={t('ledgerBook.entryKindsHint')}
            options={entryKinds.map((kind) => ({ value: kind, label: t(`ledger.kind.${kind}`) }))}
          />
          <Submit>{t('common.action.save')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
