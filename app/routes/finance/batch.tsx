import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { batchForm } from '#app/domain/ledger/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readBatch } from '#app/services/project/queries/batch.server.ts'
import { releaseBatch } from '#app/services/project/release-tranche.server.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Account, PayeeChecks } from '#app/ui/project/payee.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'finance' }, async ({ ctx, url }) => {
  const ids = url.searchParams.getAll('tranche').filter((id) => z.uuid().safeParse(id).success)
  return readBatch(ctx, ids)
})

export const action = pageAction(
  { may: 'finance' },
  {
    pay: on(batchForm, async ({ ctx, input }) => {
      const outcome = await releaseBatch(ctx, input.rows)
      return outcome.ok ? redirectWithToast(ctx, paths.releases(), 'release.batchToast') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('release.batch'))

export default function Batch() {
  const { rows, leftOut } = useLoaderData<typeof loader>()
  const t = useT()
  const word = useDynamicT()
  const { money } = useFormat()
  const form = useFormState('pay')
  const sum = rows.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n)
  return (
    <Page crumbs={[{ to: paths.releases(), text: t('release.title') }]}>
      <Sheet>
        <h1>{t('release.batch')}</h1>
        <p>{rows.length === 0 ? t('release.batchEmpty') : t('release.batchLead')}</p>
        {leftOut > 0 ? <p className="notice">{t('release.batchLeftOut', { count: leftOut })}</p> : null}
        {rows.length === 0 ? null : (
          <PostForm form={form}>
            {rows.map((row, index) => (
              <fieldset key={row.trancheId} className="lot">
                <legend>
                  <Typed>{row.projectTitle}</Typed> · {t('milestone.short', { position: row.milestonePosition })} ·{' '}
                  {money(row.amountFen)}
                </legend>
                <ul className="meta">
                  <li>
                    <Typed>{row.organizationName}</Typed>
                  </li>
                  <li>{row.projectNo}</li>
                  <li>
                    <Tag tone="plain">{t(`payout.level.${row.worst}`)}</Tag>
                  </li>
                </ul>
                <Account payee={row.payee} />
                {row.worst === 'PASS' ? null : (
                  <PayeeChecks checks={row.payee.checks.filter(({ level }) => level !== 'PASS')} />
                )}
                <input type="hidden" name={`rows[${index}].trancheId`} value={row.trancheId} />
                <input type="hidden" name={`rows[${index}].payoutAccountId`} value={row.payee.account?.id ?? ''} />
                {row.orders.map(({ source, amountFen }, order) => (
                  <TextField
                    key={source}
                    form={form}
                    name={`rows[${index}].paymentRefs[${order}]`}
                    label={
                      row.orders.length === 1
                        ? t('release.paymentRef')
                        : t('release.paymentRefOf', {
                            source: word(`fund.sourceOf.${source}`),
                            money: money(amountFen),
                          })
                    }
                    autoComplete="off"
                  />
                ))}
              </fieldset>
            ))}
            <p>{t('release.buttonLead')}</p>
            <Submit>{t('release.batchButton', { count: rows.length, money: money(sum.toString()) })}</Submit>
          </PostForm>
        )}
      </Sheet>
    </Page>
  )
}
