import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { matchingForm, matchingKinds } from '#app/domain/cofunding/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { setMatching } from '#app/services/call/set-matching.server.ts'
import { MoneyField, RadioGroup, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) => {
  const row = orNotFound(await readDraft(ctx, params.callId))
  const { matching } = row
  const yuan = (fen: string | null | undefined) => (fen == null ? '' : fenToYuanText(toFen(BigInt(fen))))
  const isShare = matching?.kind === 'SHARE'
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    values: {
      kind: matching?.kind ?? 'NONE',
      publicShare: isShare ? String(matching.bps / 100) : '',
      ratio: matching?.kind === 'RATIO' ? String(matching.bps / 10_000) : '',
      cap: yuan(matching?.capFen),
      bare: yuan(matching?.bareFen),
      inKind: matching === null ? '' : String(matching.inKindBps / 100),
    },
  }
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(matchingForm, async ({ ctx, params, input }) => {
      const outcome = await setMatching(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('cofunding.rule.title'))

export default function CallMatching() {
  const { id, version, title, values } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', values)
  const percent = { inputMode: 'decimal', className: 'short num', autoComplete: 'off' } as const
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('cofunding.rule.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('cofunding.rule.lead')}</p>
        <PostForm form={form} version={version}>
          <RadioGroup
            form={form}
            name="kind"
            label={t('cofunding.rule.kind')}
            options={matchingKinds.map((value) => ({
              value,
              label: t(`cofunding.rule.option.${value}`),
              hint: t(`cofunding.rule.hint.${value}`),
            }))}
          />
          <div data-shown-if="kind" data-shown-answer="SHARE">
            <TextField
              form={form}
              name="publicShare"
              label={t('cofunding.rule.publicShare')}
              hint={t('cofunding.rule.publicShareHint')}
              optional={t('cofunding.rule.onlyShare')}
              {...percent}
            />
          </div>
          <div data-shown-if="kind" data-shown-answer="RATIO">
            <TextField
              form={form}
              name="ratio"
              label={t('cofunding.rule.ratio')}
              hint={t('cofunding.rule.ratioHint')}
              optional={t('cofunding.rule.onlyRatio')}
              {...percent}
            />
            <div className="two">
              <MoneyField
                form={form}
                name="cap"
                label={t('cofunding.rule.cap')}
                optional={t('cofunding.rule.onlyRatio')}
              />
              <MoneyField
                form={form}
                name="bare"
                label={t('cofunding.rule.bare')}
                optional={t('cofunding.rule.onlyRatio')}
              />
            </div>
          </div>
          <TextField
            form={form}
            name="inKind"
            label={t('cofunding.rule.inKind')}
            hint={t('cofunding.rule.inKindHint')}
            optional={t('cofunding.rule.withRule')}
            {...percent}
          />
          <div className="actions">
            <Submit>{t('call.form.saveAndBack')}</Submit>
            <A className="button quiet" to={paths.bureauCall(id)}>
              {t('call.bureau.back')}
            </A>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}
