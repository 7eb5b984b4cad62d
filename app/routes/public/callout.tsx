import { randomUUID } from 'node:crypto'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatGiverCode } from '#app/domain/appeal/giver-code.ts'
import { signUpForm } from '#app/domain/volunteer/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readCallout } from '#app/services/volunteer/queries/volunteers.server.ts'
import { signUp } from '#app/services/volunteer/sign-up.server.ts'
import { Checkbox } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { CalloutFacts } from '#app/ui/volunteer/callout-facts.tsx'
import { PersonFields } from '#app/ui/volunteer/person-fields.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) => ({
  callout: orNotFound(await readCallout(ctx, id)),
  // The same form posted twice signs up once: its key is made here.
  key: randomUUID(),
}))

export const action = pageAction(
  { may: 'anyone', params },
  {
    signUp: on(signUpForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signUp(ctx, { calloutId: id, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.ownSignup(formatGiverCode(outcome.code)), 'volunteer.toast.signedUp')
        : outcome
    }),
  },
)

export const meta = pageMeta((_t, { callout }: { callout: { title: string } }) => callout.title)

export default function Callout() {
  const { callout, key } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('signUp', { key })
  const isOpen = !callout.isCancelled && !callout.isOver && callout.taken < callout.seats
  return (
    <Page crumbs={[{ to: paths.volunteering(), text: t('volunteer.title') }]}>
      <Sheet>
        <h1>
          <Typed>{callout.title}</Typed>
        </h1>
        {callout.isCancelled ? (
          <p className="notice">{t('volunteer.cancelledWhy', { reason: callout.cancelledReason })}</p>
        ) : null}
        <CalloutFacts callout={callout} />
        {callout.mayKeep ? (
          <p>
            <A to={paths.ngoCallout(callout.id)}>{t('volunteer.keepHere')}</A>
          </p>
        ) : null}
      </Sheet>
      {callout.isCancelled ? null : isOpen || form.wasRefused ? (
        <Sheet labelledBy="sign-up">
          <h2 id="sign-up">{t('volunteer.signUp.title')}</h2>
          <PostForm form={form}>
            <input type="hidden" name="key" value={form.value('key')} />
            <PersonFields form={form} own />
            <Checkbox form={form} name="consent" label={t('volunteer.signUp.consent')} />
            <Submit>{t('volunteer.signUp.submit')}</Submit>
          </PostForm>
        </Sheet>
      ) : (
        <Sheet>
          <p>{t(callout.isOver ? 'volunteer.over' : 'volunteer.full')}</p>
        </Sheet>
      )}
    </Page>
  )
}
