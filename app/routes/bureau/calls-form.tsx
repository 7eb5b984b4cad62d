import { useLoaderData } from '@remix-run/react'
import { formLimits } from '#app/domain/call/form-item.ts'
import { type DocumentKind, documentKinds } from '#app/domain/organization/document.ts'
import { callParams, formItemActionForm, bidderTermsForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { moveFormItem, removeFormItem, setBidderTerms } from '#app/services/call/set-form.server.ts'
import { FormItemList } from '#app/ui/call/form-item-list.tsx'
import { Checkbox } from '#app/ui/form/fields.tsx'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ErrorSummary, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) => {
  const row = orNotFound(await readDraft(ctx, params.callId))
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    items: row.form_items,
    terms: { documents: row.required_documents, allowsConsortium: row.allows_consortium ? 'on' : '' },
  }
})

const move = (to: 'up' | 'down') =>
  on<typeof formItemActionForm, { callId: string }>(formItemActionForm, async ({ ctx, params, input }) => {
    const outcome = await moveFormItem(ctx, { ...params, ...input, to })
    return outcome.ok ? redirectWithToast(ctx, paths.bureauCallForm(params.callId), 'call.toast.saved') : outcome
  })

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    terms: on(bidderTermsForm, async ({ ctx, params, input }) => {
      const outcome = await setBidderTerms(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCallForm(params.callId), 'call.toast.saved') : outcome
    }),
    up: move('up'),
    down: move('down'),
    remove: on(formItemActionForm, async ({ ctx, params, input }) => {
      const outcome = await removeFormItem(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCallForm(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('application.title'))

export default function CallForm() {
  const { id, version, title, items, terms } = useLoaderData<typeof loader>()
  const t = useT()
  const forms = [useFormState('up'), useFormState('down'), useFormState('remove')]
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('application.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('application.draft.lead')}</p>
        {forms.map((form) => (
          <ErrorSummary key={form.intent} form={form} />
        ))}
        {items.length === 0 ? (
          <p>{t('application.draft.none')}</p>
        ) : (
          <FormItemList
            items={items}
            action={(item, index) => (
              <ItemActions
                callId={id}
                version={version}
                code={item.code}
                number={index + 1}
                isFirst={index === 0}
                isLast={index === items.length - 1}
              />
            )}
          />
        )}
        <div className="actions">
          {items.length < formLimits.items ? (
            <A className="button" to={paths.bureauCallFormItem(id, 'new')}>
              {t('application.draft.add')}
            </A>
          ) : null}
          <A className="button quiet" to={paths.bureauCall(id)}>
            {t('call.bureau.back')}
          </A>
        </div>
      </Sheet>
      <BidderTerms version={version} terms={terms} />
    </Page>
  )
}

type Terms = { documents: readonly DocumentKind[]; allowsConsortium: string }

/** Certificates that every bid must have, and who may bid together. */
function BidderTerms({ version, terms }: { version: number; terms: Terms }) {
  const t = useT()
  const form = useFormState('terms', terms)
  return (
    <Sheet labelledBy="documents">
      <h2 id="documents">{t('application.required.title')}</h2>
      <PostForm form={form} version={version}>
        <CheckGroup
          form={form}
          name="documents"
          label={t('application.required.which')}
          hint={t('application.required.hint')}
          options={documentKinds
            .filter((kind) => kind !== 'OTHER')
            .map((value) => ({ value, label: t(`application.documentKind.${value}`) }))}
        />
        <h2>{t('application.partners.title')}</h2>
        <Checkbox
          form={form}
          name="allowsConsortium"
          label={t('application.partners.allow')}
          hint={t('application.partners.allowHint')}
        />
        <Submit>{t('common.action.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}

type ItemActionsProps = {
  callId: string
  version: number
  code: string
  number: number
  isFirst: boolean
  isLast: boolean
}

function ItemActions({ callId, version, code, number, isFirst, isLast }: ItemActionsProps) {
  const t = useT()
  const button = (intent: string, text: string, label: string) => (
    <button type="submit" name="intent" value={intent} className="quiet small" aria-label={label}>
      {text}
    </button>
  )
  return (
    <form method="post" className="row-actions">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="code" value={code} />
      <A
        className="button quiet small"
        to={paths.bureauCallFormItem(callId, code)}
        aria-label={t('application.draft.editLabel', { number })}
      >
        {t('common.action.edit')}
      </A>
      {isFirst ? null : button('up', t('application.draft.up'), t('application.draft.upLabel', { number }))}
      {isLast ? null : button('down', t('application.draft.down'), t('application.draft.downLabel', { number }))}
      {button('remove', t('common.action.remove'), t('application.draft.removeLabel', { number }))}
    </form>
  )
}
