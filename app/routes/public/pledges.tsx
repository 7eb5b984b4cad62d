import { receiptForm } from '#app/domain/appeal/schema.ts'
import { formatGiverCode, parseGiverCode } from '#app/domain/appeal/giver-code.ts'
import { refuse } from '#app/domain/shared/outcome.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { findPledge } from '#app/services/appeal/make-pledge.server.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'anyone' }, () => Promise.resolve({}))

export const action = pageAction(
  { may: 'anyone' },
  {
    open: on(receiptForm, async ({ ctx, input: { slip } }) => {
      const found = await findPledge(ctx, slip)
      const code = parseGiverCode(slip)
      if (found.ok && code !== undefined) return goTo(ctx, paths.pledge(formatGiverCode(code)))
      return found.ok || found.refusal.code === 'pledge.unknown' ? refuse('pledge.unknown', { field: 'slip' }) : found
    }),
  },
)

export const meta = pageMeta(
  (t) => t('pledge.enter.title'),
  (t) => t('pledge.enter.lead'),
)

export default function Pledges() {
  const t = useT()
  const form = useFormState('open')
  return (
    <Page crumbs={[{ to: paths.appeals(), text: t('appeal.title') }]}>
      <Sheet>
        <h1>{t('pledge.enter.title')}</h1>
        <p>{t('pledge.enter.lead')}</p>
        <div className="big">
          <PostForm form={form}>
            <TextField
              form={form}
              name="slip"
              label={t('pledge.enter.slip')}
              hint={t('pledge.enter.slipHint')}
              className="slip"
              autoComplete="off"
              spellCheck={false}
            />
            <Submit>{t('pledge.enter.go')}</Submit>
          </PostForm>
        </div>
        <p className="after-form">{t('pledge.enter.lost')}</p>
      </Sheet>
    </Page>
  )
}
