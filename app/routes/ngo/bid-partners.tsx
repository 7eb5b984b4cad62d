import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { leadShareBps, partnerForm, partnersMax, removePartnerForm } from '#app/domain/bid/partners.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { namePartner, removePartner } from '#app/services/bid/partners.server.ts'
import { bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { PartnerFacts } from '#app/ui/bid/partner-list.tsx'
import { TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  if (bid.draft === undefined || !bid.allowsConsortium) throw goTo(ctx, paths.ngoBid(bidId))
  return { head: bidHead(bid), partners: bid.partners, mayEdit: bid.may.edit, now: ctx.now.toISOString() }
})

export const action = pageAction(
  { may: 'organization', params },
  {
    name: on(partnerForm, async ({ ctx, params: { bidId }, input }) => {
      const outcome = await namePartner(ctx, { bidId, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.ngoBidPartners(bidId), 'application.toast.partnerAsked')
        : outcome
    }),
    remove: on(removePartnerForm, async ({ ctx, params: { bidId }, input }) => {
      const outcome = await removePartner(ctx, { bidId, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.ngoBidPartners(bidId), 'application.toast.partnerRemoved')
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('application.partners.title'))

export default function BidPartners() {
  const { head, partners, mayEdit, now } = useLoaderData<typeof loader>()
  const t = useT()
  const name = useFormState('name')
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <Sheet>
        <h1>{t('application.partners.title')}</h1>
        <BidHead head={head} now={now} />
        <p>{t('application.partners.lead')}</p>
        <p>
          <Mixed
            text={t('application.partners.ownShare', {
              organization: head.organization.name,
              pct: leadShareBps(partners) / 100,
            })}
          />
        </p>
        {partners.length === 0 ? (
          <p>{t('application.partners.none')}</p>
        ) : (
          <ul className="tasks">
            {partners.map((partner) => (
              <li key={partner.organizationId} id={`partner-${partner.organizationId}`}>
                <div>
                  <PartnerFacts partner={partner} />
                  <p>
                    {partner.isConfirmed ? (
                      t('application.partners.confirmed')
                    ) : (
                      <Tag tone="wait">{t('application.partners.waiting')}</Tag>
                    )}
                  </p>
                </div>
                {mayEdit ? <Remove organizationId={partner.organizationId} /> : null}
              </li>
            ))}
          </ul>
        )}
        {mayEdit && partners.length < partnersMax ? (
          <>
            <h2>{t('application.partners.add')}</h2>
            <PostForm form={name}>
              <TextField
                form={name}
                name="who"
                label={t('application.partners.who')}
                hint={t('application.partners.whoHint')}
                maxLength={80}
              />
              <TextField
                form={name}
                name="share"
                label={t('application.partners.share')}
                inputMode="decimal"
                className="short num"
                autoComplete="off"
              />
              <TextArea
                form={name}
                name="work"
                label={t('application.partners.work')}
                hint={t('application.partners.workHint')}
                max={500}
                rows={4}
              />
              <Submit>{t('application.partners.ask')}</Submit>
            </PostForm>
          </>
        ) : null}
        <div className="actions">
          <A to={paths.ngoBid(head.id)} className="button quiet">
            {t('bid.files.done')}
          </A>
        </div>
      </Sheet>
    </Page>
  )
}

function Remove({ organizationId }: { organizationId: string }) {
  const t = useT()
  const form = useRowForm('remove', 'organizationId', organizationId)
  return (
    <ActionButton form={form} fields={{ organizationId }} quiet>
      {t('common.action.remove')}
    </ActionButton>
  )
}
