import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { amendmentPartySignForm } from '#app/domain/amendment/schema.ts'
import { partySignForm } from '#app/domain/project/parties.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { signAmendmentAsParty } from '#app/services/amendment/sign-as-party.server.ts'
import { signAsParty } from '#app/services/project/parties.server.ts'
import {
  type AgreementAmendment,
  type AgreementPage,
  readAgreement,
} from '#app/services/project/queries/agreement.server.ts'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ChangesTable } from '#app/ui/amendment/changes-table.tsx'
import { ServiceTable } from '#app/ui/fee/service-table.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { PartyList } from '#app/ui/party/party-list.tsx'
import { AnnexList } from '#app/ui/project/annex-list.tsx'
import { BudgetLines } from '#app/ui/project/budget-lines.tsx'
import { ContractTag } from '#app/ui/project/tags.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readAgreement(ctx, id)),
)

export const action = pageAction(
  { may: 'signedIn', params },
  {
    signAmendment: on(amendmentPartySignForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signAmendmentAsParty(ctx, { partyId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.agreement(id), 'party.toast.signed') : outcome
    }),
    sign: on(partySignForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signAsParty(ctx, { partyId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.agreement(id), 'party.toast.signed') : outcome
    }),
  },
)

export const meta = pageMeta<AgreementPage>((t, { title }) => `${t('party.sign.title')} · ${title}`)

/** The whole content, then the signature: what is signed is what was read. */
export default function Agreement() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { money, day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <ContractTag state={page.state} />
        <h1>
          <Typed>{page.title}</Typed>
        </h1>
        <p>
          <Mixed text={t('party.sign.lead', { body: page.buyer, supplier: page.supplier })} />
        </p>
        <h2>{t('party.sign.duty')}</h2>
        <TypedText text={page.duty} />
        <table className="stack">
          <tbody>
            {[
              [t('contract.no'), page.contractNo],
              [t('project.projectNo'), page.projectNo],
              [t('project.buyer'), page.buyer],
              [t('project.supplier'), page.supplier],
              [t('contract.amount'), money(page.amountFen)],
              [t('project.period'), t('project.from', { from: day(page.startsOn), to: day(page.endsOn) })],
            ].map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Typed>{value}</Typed>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <h2>{t('party.sign.parties')}</h2>
        <PartyList parties={page.parties} />
        <h2>{t('party.sign.milestones')}</h2>
        <Milestones page={page} />
        {page.annexes.length === 0 ? null : (
          <>
            <h2>{t('annex.title')}</h2>
            <AnnexList annexes={page.annexes} />
          </>
        )}
        {page.services.length === 0 ? null : (
          <>
            <h2>{t('fee.services')}</h2>
            <ServiceTable services={page.services} />
          </>
        )}
        <BudgetLines lines={page.budgetLines} level={2} />
        <h2>{t('party.sign.terms')}</h2>
        <TypedText text={page.terms} />
        <p>
          {t('contract.hash')}
          <br />
          <span className="hash">{page.contentSha256}</span>
        </p>
      </Sheet>
      <Signature page={page} />
      {page.amendments.map((amendment) => (
        <Amendment key={amendment.id} amendment={amendment} name={page.name} />
      ))}
    </Page>
  )
}

function Milestones({ page }: { page: AgreementPage }) {
  const t = useT()
  const { money, day } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('party.sign.milestone')}</th>
          <th scope="col">{t('party.sign.due')}</th>
          <th scope="col" className="num">
            {t('party.sign.money')}
          </th>
        </tr>
      </thead>
      <tbody>
        {page.milestones.map(({ position, title, deliverable, dueOn, trancheFen }) => (
          <tr key={position}>
            <th scope="row">
              <Typed>{title}</Typed>
              <br />
              <small>
                <Typed>{deliverable}</Typed>
              </small>
            </th>
            <td data-label={t('party.sign.due')}>{day(dueOn)}</td>
            <td className="num" data-label={t('party.sign.money')}>
              {money(trancheFen)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Signature({ page }: { page: AgreementPage }) {
  const t = useT()
  const { instant } = useFormat()
  const form = useFormState('sign')
  const { name } = page
  return (
    <Sheet labelledBy="sign">
      <h2 id="sign">{t('party.sign.title')}</h2>
      {page.signedAt === null ? null : (
        <p>
          <Mixed text={t('party.sign.done', { name, at: instant(page.signedAt) })} />
        </p>
      )}
      {page.state === 'SIGNED' ? <p>{t('party.sign.inForce')}</p> : null}
      {page.maySign ? (
        <>
          <p>
            <Mixed text={t('party.sign.buttonLead', { name })} />
          </p>
          <ActionButton form={form} fields={{ contentSha256: page.contentSha256 }}>
            {t('party.sign.button')}
          </ActionButton>
        </>
      ) : page.signedAt === null ? (
        <p>{page.state === 'OFFERED' ? t('party.sign.waits', { name }) : t('party.sign.notOffered')}</p>
      ) : null}
    </Sheet>
  )
}

/** What changed, or is to change; what is signed is what was read. */
function Amendment({ amendment, name }: { amendment: AgreementAmendment; name: string }) {
  const t = useT()
  const { instant } = useFormat()
  const form = useRowForm('signAmendment', 'amendmentId', amendment.id)
  const { id, number, kind, state, signedAt, contentSha256 } = amendment
  return (
    <Sheet labelledBy={`amendment-${id}`}>
      <h2 id={`amendment-${id}`}>{t('amendment.chain.number', { number, kind: t(`amendment.kind.${kind}`) })}</h2>
      <TypedText text={amendment.reason} />
      <ChangesTable changes={amendment.changes} />
      {signedAt === null ? null : (
        <p>
          <Mixed text={t('party.sign.done', { name, at: instant(signedAt) })} />
        </p>
      )}
      {state === 'SIGNED' ? <p>{t('party.sign.amendmentInForce')}</p> : null}
      {amendment.needsParties ? null : <p>{t('party.sign.amendmentNoNeed')}</p>}
      {amendment.maySign ? (
        <>
          <p>
            <Mixed text={t('party.sign.amendmentLead', { name })} />
            <br />
            <span className="hash">{contentSha256}</span>
          </p>
          <ActionButton form={form} fields={{ amendmentId: id, contentSha256 }}>
            {t('party.sign.amendmentSign')}
          </ActionButton>
        </>
      ) : signedAt === null && state === 'OFFERED' && amendment.needsParties ? (
        <p>
          <Mixed text={t('party.sign.waits', { name })} />
        </p>
      ) : null}
    </Sheet>
  )
}
