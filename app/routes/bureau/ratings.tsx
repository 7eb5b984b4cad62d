import { useLoaderData } from '@remix-run/react'
import { decisionStep, ratingMax, revocationStep, roundForm, withdrawDecisionForm } from '#app/domain/rating/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmDecision, confirmRevocation, withdrawDecision } from '#app/services/rating/enter-decision.server.ts'
import {
  type BoardDecision,
  type BoardRevocation,
  type RatingBoard,
  readRatingBoard,
} from '#app/services/rating/queries/rating-board.server.ts'
import { publishRound } from '#app/services/rating/round.server.ts'
import { DateField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { RatingStateTag } from '#app/ui/rating/state-tag.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readRatingBoard(ctx))

export const action = pageAction(
  { may: 'body' },
  {
    round: on(roundForm, async ({ ctx, input }) => {
      const outcome = await publishRound(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRatings(), 'rating.toast.published') : outcome
    }),
    confirm: on(decisionStep, async ({ ctx, input }) => {
      const outcome = await confirmDecision(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRatings(), 'rating.toast.confirmed') : outcome
    }),
    withdraw: on(withdrawDecisionForm, async ({ ctx, input }) => {
      const outcome = await withdrawDecision(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRatings(), 'rating.toast.withdrawn') : outcome
    }),
    revoke: on(revocationStep, async ({ ctx, input }) => {
      const outcome = await confirmRevocation(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauRatings(), 'rating.toast.revoked') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('rating.board.title'))

export default function BureauRatings() {
  const board = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('rating.board.title')}</h1>
        <p>{t(board.isRegistry ? 'rating.board.lead' : 'rating.board.notRegistry')}</p>
        <ul className="meta">
          <li>
            <A to={paths.ratings()}>{t('rating.title')}</A>
          </li>
          <li>
            <A to={paths.bureauRecognition()}>{t('recognition.board')}</A>
          </li>
          <li>
            <A to={paths.organizations()}>{t('rating.board.enter')}</A>
          </li>
        </ul>
      </Sheet>
      {board.isRegistry ? (
        <>
          <Sheet labelledBy="applications">
            <h2 id="applications">{t('rating.board.applications')}</h2>
            {board.applications.length === 0 ? <p>{t('rating.board.applicationsNone')}</p> : null}
            <ul className="rows">
              {board.applications.map((row) => (
                <li key={row.id}>
                  <h3>
                    <A to={paths.bureauRating(row.id)}>
                      <Typed>{row.organizationName}</Typed>
                    </A>
                  </h3>
                  <ul className="meta">
                    <li>
                      <RatingStateTag state={row.state} />
                    </li>
                    <li>{t('rating.wanted', { grade: row.wantedGrade })}</li>
                    {row.noticeUntil === null ? null : (
                      <li>{t('rating.noticeUntil', { day: day(row.noticeUntil) })}</li>
                    )}
                    {row.complaints === 0 ? null : <li>{t('rating.board.complaints', { count: row.complaints })}</li>}
                  </ul>
                </li>
              ))}
            </ul>
          </Sheet>
          <Sheet labelledBy="entered">
            <h2 id="entered">{t('rating.board.toConfirm')}</h2>
            {board.decisions.length + board.revocations.length === 0 ? <p>{t('rating.board.toConfirmNone')}</p> : null}
            <ul className="rows">
              {board.decisions.map((decision) => (
                <EnteredDecision key={decision.id} decision={decision} />
              ))}
              {board.revocations.map((revocation) => (
                <EnteredRevocation key={revocation.id} revocation={revocation} />
              ))}
            </ul>
          </Sheet>
          <Rounds board={board} />
        </>
      ) : null}
    </Page>
  )
}

function EnteredDecision({ decision }: { decision: BoardDecision }) {
  const t = useT()
  const { day } = useFormat()
  const confirm = useFormState('confirm')
  const withdraw = useRowForm('withdraw', 'decisionId', decision.id)
  return (
    <li>
      <h3>
        <A to={paths.organizationStanding(decision.organizationId)}>
          <Typed>{decision.organizationName}</Typed>
        </A>{' '}
        {decision.grade}A
      </h3>
      <ul className="meta">
        <li>{decision.placeName ?? t('rating.national')}</li>
        {decision.authorityName === '' ? null : (
          <li>
            <Typed>{decision.authorityName}</Typed>
          </li>
        )}
        <li>
          <Typed>{decision.documentNo}</Typed>
        </li>
        <li>{t('credit.fromTo', { from: day(decision.validFrom), to: day(decision.validUntil) })}</li>
        <li>{t('credit.board.by', { name: decision.enteredByName })}</li>
        {decision.fileId === null ? null : (
          <li>
            <A to={paths.file(decision.fileId)}>{t('credit.document')}</A>
          </li>
        )}
      </ul>
      {decision.mayConfirm ? (
        <ActionButton form={confirm} fields={{ decisionId: decision.id }}>
          {t('rating.board.confirm')}
        </ActionButton>
      ) : null}
      {decision.mayWithdraw ? (
        <details open={withdraw.wasRefused ? true : undefined}>
          <summary>{t('credit.board.withdraw')}</summary>
          <PostForm form={withdraw}>
            <input type="hidden" name="decisionId" value={decision.id} />
            <TextArea
              form={withdraw}
              name="reason"
              label={t('credit.board.withdrawReason')}
              max={ratingMax.reason}
              rows={3}
            />
            <Submit quiet>{t('credit.board.withdraw')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </li>
  )
}

function EnteredRevocation({ revocation }: { revocation: BoardRevocation }) {
  const t = useT()
  const { day } = useFormat()
  const confirm = useFormState('revoke')
  return (
    <li>
      <h3>
        {t('rating.revocation.of', { grade: revocation.grade })}{' '}
        <A to={paths.organizationStanding(revocation.organizationId)}>
          <Typed>{revocation.organizationName}</Typed>
        </A>
      </h3>
      <ul className="meta">
        <li>{t('rating.revoked', { day: day(revocation.revokedOn) })}</li>
        <li>
          <Typed>{revocation.documentNo}</Typed>
        </li>
        <li>{t('credit.board.by', { name: revocation.enteredByName })}</li>
      </ul>
      <p>
        <Typed>{revocation.reason}</Typed>
      </p>
      {revocation.mayConfirm ? (
        <ActionButton form={confirm} fields={{ revocationId: revocation.id }} grave>
          {t('rating.revocation.confirm')}
        </ActionButton>
      ) : null}
    </li>
  )
}

function Rounds({ board: { rounds, bodies, mayPublish, today } }: { board: RatingBoard }) {
  const t = useT()
  const { day } = useFormat()
  const form = useFormState('round', { bodyId: bodies[0]?.id ?? '', applyFrom: today })
  return (
    <Sheet labelledBy="rounds">
      <h2 id="rounds">{t('rating.board.rounds')}</h2>
      {rounds.length === 0 ? <p>{t('rating.board.roundsNone')}</p> : null}
      <ul className="rows">
        {rounds.map((round) => (
          <li key={round.id}>
            <h3>
              <Typed>{round.title}</Typed>
            </h3>
            <ul className="meta">
              {round.isOpen ? (
                <li>
                  <Tag tone="open">{t('rating.board.isOpen')}</Tag>
                </li>
              ) : null}
              <li>{t('rating.applyTerm', { from: day(round.applyFrom), until: day(round.applyUntil) })}</li>
              <li>
                <Typed>{round.documentNo}</Typed>
              </li>
            </ul>
          </li>
        ))}
      </ul>
      {mayPublish ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('rating.round.new')}</summary>
          <PostForm form={form}>
            <SelectField
              form={form}
              name="bodyId"
              label={t('credit.form.body')}
              options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField form={form} name="title" label={t('rating.round.title')} autoComplete="off" />
            <TextArea form={form} name="notice" label={t('rating.round.notice')} max={ratingMax.notice} rows={8} />
            <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
            <div className="two">
              <DateField form={form} name="applyFrom" label={t('rating.round.from')} />
              <DateField form={form} name="applyUntil" label={t('rating.round.until')} />
            </div>
            <Submit>{t('rating.round.publish')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </Sheet>
  )
}
