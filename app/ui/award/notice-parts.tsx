import { awardReasonsMax, revocationCodes } from '#app/domain/award/schema.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { AwardView, NoticeView, ResultPage } from '#app/services/award/queries/result-page.server.ts'
import { SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ContractTag } from '#app/ui/project/tags.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

/** The notice that is proposed or stands, and what may be done with it now. */
export function CurrentNotice({ page, notice }: { page: ResultPage; notice: NoticeView }) {
  const t = useT()
  const format = useFormat()
  const confirm = useFormState('confirm')
  const withdraw = useFormState('withdraw')
  const award = useFormState('award')
  const fields = { noticeId: notice.id }
  return (
    <Sheet labelledBy="notice">
      <Tag tone={notice.state === 'OPEN' ? 'open' : 'wait'}>{t(`award.notice.state.${notice.state}`)}</Tag>
      <h2 id="notice">{t(`award.notice.kind.${notice.kind}`)}</h2>
      <ul className="meta">
        {notice.awards.map(({ bidId, organization, amountFen }) => (
          <li key={bidId}>
            <Typed>{organization}</Typed> {format.money(amountFen)}
          </li>
        ))}
      </ul>
      {notice.passOverReason === '' ? null : (
        <>
          <h3>{t('award.notice.passedOver')}</h3>
          <TypedText text={notice.passOverReason} />
        </>
      )}
      {notice.state === 'PROPOSED' ? (
        <p className="notice">{t(page.may.confirm ? 'award.notice.confirmText' : 'award.notice.awaitsSecond')}</p>
      ) : (
        <p>
          {t('award.notice.term', {
            from: format.dayOfInstant(notice.noticedAt ?? ''),
            until: format.day(notice.endsOn ?? ''),
          })}{' '}
          {notice.isOver ? t('award.notice.over') : t('award.notice.running')}
        </p>
      )}
      {page.may.confirm ? (
        <ActionButton form={confirm} version={notice.version} fields={fields}>
          {t('award.notice.confirm')}
        </ActionButton>
      ) : null}
      {page.may.withdraw ? (
        <ActionButton form={withdraw} version={notice.version} fields={fields} quiet>
          {t('award.notice.withdraw')}
        </ActionButton>
      ) : null}
      {page.isSuspended ? <p className="notice">{t('remedy.refusal.suspends')}</p> : null}
      {page.call.isRehearsal && notice.state === 'OPEN' ? (
        <p className="notice">
          {t('rehearsal.refusal.no-award')} <A to={paths.bureauCall(page.call.id)}>{t('rehearsal.toEnd')}</A>
        </p>
      ) : null}
      {page.may.award && notice.isOver && !page.isSuspended && !page.call.isRehearsal ? (
        <>
          <p>{t('award.notice.awardText')}</p>
          <ActionButton form={award} version={notice.version} fields={fields}>
            {t('award.notice.award', { count: notice.awards.length })}
          </ActionButton>
        </>
      ) : null}
    </Sheet>
  )
}

/** Awards made so far, each with its contract; one may be taken back while nobody has signed. */
export function AwardList({ page }: { page: ResultPage }) {
  const t = useT()
  const format = useFormat()
  const words = useDynamicT()
  if (page.awards.length === 0) return null
  return (
    <Sheet labelledBy="awards">
      <h2 id="awards">{t('award.awards.title')}</h2>
      {page.awards.map((award) => (
        <section key={award.id}>
          <h3>
            <Typed>{award.organization}</Typed> {format.money(award.amountFen)}
          </h3>
          {award.revocation === null ? (
            <>
              <p>
                <ContractTag state={award.contractState ?? 'DRAFT'} />{' '}
                {award.projectId === null ? null : (
                  <A to={paths.bureauProject(award.projectId)}>
                    {t('award.result.project', { projectNo: award.projectNo ?? '' })}
                  </A>
                )}
              </p>
              {award.givenBack === '' ? null : (
                <div className="notice">
                  <p>{t('award.awards.givenBack')}</p>
                  <TypedText text={award.givenBack} />
                </div>
              )}
            </>
          ) : (
            <p>
              {t('award.awards.revoked', {
                day: format.dayOfInstant(award.revocation.at),
                reason: words(`award.revocation.${award.revocation.code}`),
              })}{' '}
              <Typed>{award.revocation.note}</Typed>
            </p>
          )}
          {page.may.revoke && award.revocation === null && award.contractState !== 'SIGNED' ? (
            <RevokeForm award={award} />
          ) : null}
        </section>
      ))}
    </Sheet>
  )
}

function RevokeForm({ award }: { award: AwardView }) {
  const t = useT()
  const form = useRowForm('revoke', 'awardId', award.id)
  return (
    <details open={form.wasRefused}>
      <summary>{t('award.awards.revoke')}</summary>
      <p>{t('award.awards.revokeText')}</p>
      <PostForm form={form}>
        <input type="hidden" name="awardId" value={award.id} />
        <SelectField
          form={form}
          name="code"
          label={t('award.awards.code')}
          placeholder={t('award.awards.choose')}
          options={revocationCodes.map((code) => ({ value: code, label: t(`award.revocation.${code}`) }))}
        />
        <TextArea
          form={form}
          name="note"
          label={t('award.awards.note')}
          hint={t('award.awards.noteHint')}
          max={awardReasonsMax}
          rows={3}
        />
        <Submit grave>{t('award.awards.revoke')}</Submit>
      </PostForm>
    </details>
  )
}

/** A place is free: the next in rank is noticed for it, or its money goes back; where nobody is left, the call may end. */
export function PromotionPart({ page }: { page: ResultPage }) {
  const t = useT()
  const format = useFormat()
  const promote = useFormState('promote')
  const giveBack = useFormState('returnFreed')
  if (!page.may.promote || page.isSuspended || !page.awards.some(({ revocation }) => revocation !== null)) return null
  const isFree = page.freedFen !== '0'
  const isNobodyLeft = page.awards.every(({ revocation }) => revocation !== null)
  if (page.reserve === null && !isFree && !isNobodyLeft) return null
  return (
    <Sheet labelledBy="promotion">
      <h2 id="promotion">{t('award.promotion.title')}</h2>
      {page.reserve === null ? (
        <p>{t('award.promotion.nobody')}</p>
      ) : (
        <PostForm form={promote}>
          <p>
            <Mixed
              text={t('award.promotion.next', {
                organization: page.reserve.organization,
                rank: page.reserve.rank ?? 0,
                amount: format.money(page.reserve.askedFen),
              })}
            />
          </p>
          <TextArea
            form={promote}
            name="reasons"
            label={t('award.promotion.reasons')}
            hint={t('award.promotion.reasonsHint')}
            max={awardReasonsMax}
            rows={3}
          />
          <Submit>{t('award.promotion.submit')}</Submit>
        </PostForm>
      )}
      {isNobodyLeft ? <EndForm freedFen={page.freedFen} isOpen={page.reserve === null} /> : null}
      {isFree && !isNobodyLeft ? (
        <ActionButton form={giveBack} quiet>
          {t('award.promotion.giveBack', { amount: format.money(page.freedFen) })}
        </ActionButton>
      ) : null}
    </Sheet>
  )
}

/** Nobody has the award and nobody is to have it: the call ends, and may be tried again. */
function EndForm({ freedFen, isOpen }: { freedFen: string; isOpen: boolean }) {
  const t = useT()
  const format = useFormat()
  const form = useFormState('end')
  return (
    <details open={form.wasRefused || isOpen}>
      <summary>{t('award.promotion.end')}</summary>
      <p>{t('award.promotion.endText', { amount: format.money(freedFen) })}</p>
      <PostForm form={form}>
        <TextArea
          form={form}
          name="reason"
          label={t('award.promotion.endReason')}
          hint={t('award.promotion.endHint')}
          max={awardReasonsMax}
          rows={3}
        />
        <Submit grave>{t('award.promotion.endSubmit')}</Submit>
      </PostForm>
    </details>
  )
}
