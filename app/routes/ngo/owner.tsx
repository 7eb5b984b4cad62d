import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { answerOwnershipSchema, offerOwnershipSchema } from '#app/domain/organization/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerOwnership, offerOwnership } from '#app/services/organization/hand-over.server.ts'
import { readOwnerPage } from '#app/services/organization/queries/owner-page.server.ts'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readOwnerPage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    offer: on(offerOwnershipSchema, async ({ ctx, params: { id }, input }) => {
      const outcome = await offerOwnership(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoOwner(id), 'organization.toast.ownershipOffered') : outcome
    }),
    answer: on(answerOwnershipSchema, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerOwnership(ctx, { ...input, organizationId: id })
      if (!outcome.ok) return outcome
      return redirectWithToast(
        ctx,
        outcome.isStillIn ? paths.ngoOwner(id) : paths.account(),
        `organization.toast.ownership.${input.answer}`,
      )
    }),
  },
)

export const meta = pageMeta((t) => t('organization.owner.title'))

type View = Awaited<ReturnType<typeof loader>>

export default function OwnerPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(view.id), text: view.name }]}>
      <Sheet>
        <h1>{t('organization.owner.title')}</h1>
        <p>{t('organization.owner.lead')}</p>
        <p>
          {t('organization.owner.now')} <Typed>{view.owners.join(t('organization.comma'))}</Typed>
        </p>
      </Sheet>
      {view.open === null ? (
        view.mayHandOver ? (
          <Offer view={view} />
        ) : (
          <Sheet>
            <p>{t('organization.owner.ownersOnly')}</p>
          </Sheet>
        )
      ) : (
        <Open open={view.open} />
      )}
    </Page>
  )
}

function Offer({ view: { id, others } }: { view: View }) {
  const t = useT()
  const form = useFormState('offer')
  return (
    <Sheet>
      <h2>{t('organization.owner.offer')}</h2>
      {others.length === 0 ? (
        <p>
          {t('organization.owner.nobody')} <A to={paths.ngoOrganization(id)}>{t('organization.owner.invite')}</A>
        </p>
      ) : (
        <PostForm form={form}>
          <SelectField
            form={form}
            name="toId"
            label={t('organization.owner.to')}
            placeholder={t('call.form.choose')}
            options={others.map((person) => ({ value: person.id, label: person.name }))}
          />
          <Submit>{t('organization.owner.submit')}</Submit>
        </PostForm>
      )}
    </Sheet>
  )
}

function Open({ open }: { open: NonNullable<View['open']> }) {
  const t = useT()
  const { dayOfInstant } = useFormat()
  const form = useFormState('answer')
  const act = (answer: string) => ({ handoverId: open.id, answer })
  return (
    <Sheet>
      <h2>{t('organization.owner.open')}</h2>
      <p>
        {dayOfInstant(open.offeredAt)} · <Typed>{open.fromName}</Typed> → <Typed>{open.toName}</Typed>
      </p>
      {open.isForMe ? (
        <div className="actions">
          <ActionButton form={form} fields={act('ACCEPTED')}>
            {t('organization.owner.accept')}
          </ActionButton>
          <ActionButton form={form} fields={act('DECLINED')} quiet>
            {t('organization.owner.decline')}
          </ActionButton>
        </div>
      ) : open.isMine ? (
        <ActionButton form={form} fields={act('WITHDRAWN')} quiet>
          {t('organization.owner.withdraw')}
        </ActionButton>
      ) : (
        <p>{t('organization.owner.waiting')}</p>
      )}
    </Sheet>
  )
}
