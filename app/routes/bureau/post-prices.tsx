import { useLoaderData } from '@remix-run/react'
import { newRuleForm } from '#app/domain/post-price/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readStandards } from '#app/services/post-price/queries/standards.server.ts'
import { draftStandard } from '#app/services/post-price/standard.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readStandards(ctx))

export const action = pageAction(
  { may: 'body' },
  {
    draft: on(newRuleForm, async ({ ctx, input }) => {
      const outcome = await draftStandard(ctx, input)
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauPostPrice(outcome.ruleId), 'post-price.toast.drafted')
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('post-price.standards'))

export default function PostPrices() {
  const { bodies } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('draft')
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('post-price.standards')}</h1>
        <p>{t('post-price.standardsLead')}</p>
        <p>
          <A to={paths.postPrices()}>{t('post-price.calculator')}</A>
        </p>
      </Sheet>
      {bodies.map((body) => (
        <Sheet key={body.id}>
          <h2>
            <Typed>{body.name}</Typed>
          </h2>
          {body.versions.length === 0 ? (
            <p>{t('post-price.noStandard')}</p>
          ) : (
            <ul className="rows">
              {body.versions.map(({ id, version, state, validFrom, source, isInForce }) => (
                <li key={id}>
                  <A to={paths.bureauPostPrice(id)}>{t('post-price.version', { version })}</A>{' '}
                  {state === 'DRAFT'
                    ? t('post-price.state.DRAFT')
                    : isInForce
                      ? t('post-price.inForce', { day: day(validFrom) })
                      : t('post-price.validFrom', { day: day(validFrom) })}
                  {source === '' ? null : (
                    <>
                      <br />
                      <small>
                        <Typed>{source}</Typed>
                      </small>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
          {body.mayDraft && !body.hasDraft ? (
            <ActionButton form={form} fields={{ bodyId: body.id }}>
              {t('post-price.draft')}
            </ActionButton>
          ) : null}
        </Sheet>
      ))}
    </Page>
  )
}
