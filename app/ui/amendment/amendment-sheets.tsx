import { amendmentReasonMax } from '#app/domain/amendment/schema.ts'
import type { Invalidated } from '#app/domain/amendment/invalidates.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { AmendmentPage } from '#app/services/amendment/queries/amendment-page.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { PaperForm } from '#app/ui/party/paper-form.tsx'
import { PartyList } from '#app/ui/party/party-list.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { AmendmentTag } from './amendment-tag.tsx'
import { ChangesTable } from './changes-table.tsx'
import { percentOf, RuleWords } from './rule-words.tsx'
import { SupplementFigures } from './supplement-form.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

/** Everything of an amendment, then what its reader may do with it: what is signed is what was read. */
export function AmendmentSheets({ page, editTo }: { page: AmendmentPage; editTo: string }) {
  const t = useT()
  return (
    <>
      <What page={page} />
      <Sheet labelledBy="changed">
        <h2 id="changed">{t('amendment.changes')}</h2>
        <ChangesTable changes={page.changes} />
        {page.kind === 'BUDGET' ? <RuleWords rule={page.rule} /> : null}
      </Sheet>
      <Invalidates page={page} />
      <Hashes page={page} />
      <Parties page={page} />
      <Steps page={page} editTo={editTo} />
    </>
  )
}

function What({ page }: { page: AmendmentPage }) {
  const t = useT()
  const { money, instant } = useFormat()
  const isOver = page.settledAt !== null && page.settledByName !== null
  return (
    <article className="sheet">
      <AmendmentTag state={page.state} />
      <h1>{t('amendment.chain.number', { number: page.number, kind: t(`amendment.kind.${page.kind}`) })}</h1>
      <ul className="meta">
        <li>
          <Typed>{page.projectTitle}</Typed>
        </li>
        <li>
          {t('contract.no')} {page.contractNo}
        </li>
        <li>{t(`amendment.side.${page.side}`, { name: page.draftedByName })}</li>
        {page.offeredAt === null || page.offeredByName === null ? null : (
          <li>
            <Mixed text={t('amendment.offeredBy', { name: page.offeredByName, at: instant(page.offeredAt) })} />
          </li>
        )}
        {isOver && (page.authority !== 'NOTICE' || page.state !== 'SIGNED') ? (
          <li>
            {t(`amendment.settled.${page.state === 'SIGNED' || page.state === 'REFUSED' ? page.state : 'WITHDRAWN'}`, {
              name: page.settledByName ?? '',
              at: instant(page.settledAt ?? ''),
            })}
          </li>
        ) : null}
      </ul>
      {page.kind === 'BUDGET' ? (
        <Figures
          items={[
            { label: t('amendment.moved'), value: money(page.movedFen), note: t('amendment.movedNote') },
            { label: t('amendment.share'), value: percentOf(page.movedBps) },
            { label: t('amendment.takes'), value: t(`amendment.authority.${page.authority}`) },
          ]}
        />
      ) : (
        <>
          {page.changes.kind === 'SUPPLEMENT' && page.supplement !== null ? (
            <SupplementFigures supplement={page.supplement} moreFen={page.changes.moreFen} amountFen={page.amountFen} />
          ) : null}
          {page.state === 'SIGNED' ? null : (
            <p>{t(page.parties.length === 0 ? 'amendment.takesBoth' : 'amendment.takesAll')}</p>
          )}
        </>
      )}
      <h2>{t('amendment.reason')}</h2>
      <TypedText text={page.reason} />
      {page.decisionReason === '' ? null : (
        <div className="notice">
          <strong>{t('amendment.refusedBecause')}</strong>
          <TypedText text={page.decisionReason} />
        </div>
      )}
    </article>
  )
}

function Invalidates({ page }: { page: AmendmentPage }) {
  const t = useT()
  if (page.state === 'REFUSED' || page.state === 'WITHDRAWN') return null
  const words = (one: Invalidated) => {
    switch (one.what) {
      case 'content':
        return t('amendment.invalidates.content')
      case 'draftReport':
        return t('amendment.invalidates.draftReport', { position: one.position, number: one.number })
      case 'budget':
        return t('amendment.invalidates.budget', { number: one.number })
    }
  }
  return (
    <Sheet labelledBy="invalidates">
      <h2 id="invalidates">
        {t(page.state === 'SIGNED' ? 'amendment.invalidates.done' : 'amendment.invalidates.title')}
      </h2>
      <ul>
        {page.invalidates.map((one, index) => (
          <li key={index}>
            {words(one)}
            {one.what === 'content' ? (
              <>
                <br />
                <span className="hash">{one.sha256}</span>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="hint">{t('amendment.invalidates.money')}</p>
    </Sheet>
  )
}

function Hashes({ page }: { page: AmendmentPage }) {
  const t = useT()
  return (
    <Sheet labelledBy="content">
      <h2 id="content">{t('amendment.content')}</h2>
      <p>
        {t('contract.hash')}
        <br />
        <span className="hash">{page.contentSha256}</span>
        <br />
        <span className="hint">{t('amendment.contentNote')}</span>
      </p>
      <details>
        <summary>{t('amendment.contentText')}</summary>
        <p className="hash" lang="zh-CN">
          {page.contentText}
        </p>
      </details>
    </Sheet>
  )
}

/** Who signs besides the two sides, and what is still to be kept on paper. */
function Parties({ page }: { page: AmendmentPage }) {
  const t = useT()
  if (page.parties.length === 0 || page.state === 'REFUSED' || page.state === 'WITHDRAWN') return null
  return (
    <Sheet labelledBy="parties">
      <h2 id="parties">{t('party.title')}</h2>
      <p>{t('party.amendmentLead')}</p>
      <PartyList<AmendmentPage['parties'][number]>
        parties={page.parties}
        then={(party) =>
          page.may.keepPaper && !party.isOnline && party.signedAt === null ? (
            <PaperForm partyId={party.id} sha256={page.contentSha256} />
          ) : null
        }
      />
    </Sheet>
  )
}

function Steps({ page, editTo }: { page: AmendmentPage; editTo: string }) {
  const t = useT()
  const offer = useFormState('offer')
  const sign = useFormState('sign')
  const withdraw = useFormState('withdraw')
  const refusal = useFormState('refuse', { decisionReason: '' })
  const { may, state, authority } = page
  const fields = { contentSha256: page.contentSha256 }
  const waits = waitsFor(page)
  if (state !== 'DRAFT' && state !== 'OFFERED') return null
  return (
    <Sheet labelledBy="steps">
      <h2 id="steps">{t('amendment.next')}</h2>
      {state === 'DRAFT' && may.offer ? (
        <>
          <p>{t(authority === 'NOTICE' ? 'amendment.fileLead' : 'amendment.offerLead')}</p>
          <ActionButton form={offer} version={page.version} fields={fields}>
            {t(authority === 'NOTICE' ? 'amendment.file' : 'amendment.offer')}
          </ActionButton>
        </>
      ) : null}
      {may.answer ? (
        <>
          <p>{t(authority === 'APPROVAL' ? 'amendment.approveLead' : 'amendment.signLead')}</p>
          <ActionButton form={sign} version={page.version} fields={fields}>
            {t(authority === 'APPROVAL' ? 'amendment.approve' : 'amendment.sign')}
          </ActionButton>
        </>
      ) : null}
      {waits === undefined ? null : <p>{t(waits)}</p>}
      {may.refuse ? (
        <details open={refusal.wasRefused ? true : undefined}>
          <summary>{t('amendment.refuse')}</summary>
          <PostForm form={refusal} version={page.version}>
            <TextArea
              form={refusal}
              name="decisionReason"
              label={t('amendment.refuseReason')}
              max={amendmentReasonMax}
              rows={4}
            />
            <Submit quiet>{t('amendment.refuse')}</Submit>
          </PostForm>
        </details>
      ) : null}
      {may.write ? (
        <p>
          <A to={editTo}>{t('amendment.edit')}</A>
        </p>
      ) : null}
      {may.withdraw ? (
        <ActionButton form={withdraw} version={page.version} quiet>
          {t(state === 'DRAFT' ? 'amendment.discard' : 'amendment.withdraw')}
        </ActionButton>
      ) : null}
    </Sheet>
  )
}

/** Whose move it is, where it is not the reader's. */
function waitsFor({ state, side, authority, may, parties }: AmendmentPage) {
  if (state === 'OFFERED' && parties.some(({ signedAt }) => signedAt === null))
    return 'amendment.waits.parties' as const
  if (state === 'DRAFT' && !may.offer)
    return side === 'SUPPLIER' ? ('amendment.waits.certifier' as const) : ('amendment.waits.approver' as const)
  if (state === 'OFFERED' && !may.answer) {
    if (side === 'BUYER') return 'amendment.waits.supplier' as const
    return authority === 'APPROVAL' ? ('amendment.waits.official' as const) : ('amendment.waits.buyer' as const)
  }
  return undefined
}
