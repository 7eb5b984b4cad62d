import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatGiverCode, parseGiverCode } from '#app/domain/appeal/giver-code.ts'
import { emptyForm } from '#app/domain/volunteer/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, orRefuse, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type OwnSignup, readOwnSignup } from '#app/services/volunteer/queries/volunteers.server.ts'
import { certifyByCode } from '#app/services/volunteer/register.server.ts'
import { signOff } from '#app/services/volunteer/sign-up.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ code: z.string().max(60) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { code } }) => ({
  signup: orRefuse(await readOwnSignup(ctx, code)).signup,
  code: formatGiverCode(orNotFound(parseGiverCode(code))),
}))

export const action = pageAction(
  { may: 'anyone', params },
  {
    signOff: on(emptyForm, async ({ ctx, params: { code } }) => {
      const outcome = await signOff(ctx, code)
      return outcome.ok ? redirectWithToast(ctx, paths.ownSignup(code), 'volunteer.toast.signedOff') : outcome
    }),
    certify: on(emptyForm, async ({ ctx, params: { code } }) => {
      const outcome = await certifyByCode(ctx, code)
      return outcome.ok ? goTo(ctx, paths.certificate(outcome.code)) : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('volunteer.own.title'))

export default function Own() {
  const { signup, code } = useLoaderData<typeof loader>() as { signup: OwnSignup; code: string }
  const t = useT()
  const { deadline } = useFormat()
  const off = useFormState('signOff')
  const certify = useFormState('certify')
  const isComing = !signup.isSignedOff && !signup.isCancelled
  return (
    <Page crumbs={[{ to: paths.volunteering(), text: t('volunteer.title') }]}>
      <Sheet>
        <h1>{t('volunteer.own.title')}</h1>
        <p>
          {signup.isCancelled ? (
            <Tag tone="due">{t('volunteer.cancelled')}</Tag>
          ) : signup.isSignedOff ? (
            <Tag tone="plain">{t('volunteer.own.signedOff')}</Tag>
          ) : (
            <Tag tone="open">{t('volunteer.own.signedUp')}</Tag>
          )}
        </p>
        {signup.isCancelled ? <p>{t('volunteer.cancelledWhy', { reason: signup.cancelledReason })}</p> : null}
        <h2>
          <A to={paths.callout(signup.calloutId)}>
            <Typed>{signup.title}</Typed>
          </A>
        </h2>
        <ul className="meta">
          <li>{signup.name === '' ? t('volunteer.nameless') : <Typed>{signup.name}</Typed>}</li>
          <li>{deadline(signup.startsAt)}</li>
          <li>
            <Typed>{signup.place}</Typed>
          </li>
        </ul>
        <dl className="facts">
          <div>
            <dt>{t('volunteer.own.code')}</dt>
            <dd>
              <code>{code}</code>
            </dd>
          </div>
        </dl>
        {signup.isCancelled ? null : <p>{t('volunteer.own.keep')}</p>}
        {isComing && signup.isOver && signup.hours === null ? <p>{t('volunteer.own.waiting')}</p> : null}
        {signup.hours === null ? null : <p>{t('volunteer.own.hours', { hours: signup.hours })}</p>}
        {signup.times === 0 ? null : (
          <>
            <p>
              {t('volunteer.own.allHours', {
                organization: signup.organizationName,
                hours: signup.allHours,
                times: signup.times,
              })}{' '}
              {t('volunteer.own.free')}
            </p>
            <ActionButton form={certify}>{t('volunteer.own.certificate')}</ActionButton>
          </>
        )}
        {isComing && !signup.isOver ? (
          <ActionButton form={off} quiet>
            {t('volunteer.own.signOff')}
          </ActionButton>
        ) : null}
      </Sheet>
    </Page>
  )
}
