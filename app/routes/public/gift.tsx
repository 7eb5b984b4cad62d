import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseGiverCode } from '#app/domain/appeal/giver-code.ts'
import { confirmForm, declineForm, noteMax } from '#app/domain/gift/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, orRefuse, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerGift } from '#app/services/gift/answer-gift.server.ts'
import { type GiverGift, readGiftByCode } from '#app/services/gift/queries/gifts.server.ts'
import { Checkbox, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { GiftLines } from '#app/ui/gift/gift-lines.tsx'
import { GiftStateTag } from '#app/ui/gift/gift-state.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ code: z.string().max(60) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { code } }) => {
  orNotFound(parseGiverCode(code))
  const read = await readGiftByCode(ctx, code)
  const isUnknown = !read.ok && read.refusal.code === 'gift.unknown'
  return orRefuse(orNotFound(isUnknown ? null : read)).gift
})

export const action = pageAction(
  { may: 'anyone', params },
  {
    confirm: on(confirmForm, async ({ ctx, params: { code }, input }) => {
      const outcome = await answerGift(ctx, { code, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.gift(code), 'gift.toast.confirmed') : outcome
    }),
    decline: on(declineForm, async ({ ctx, params: { code }, input }) => {
      const outcome = await answerGift(ctx, { code, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.gift(code), 'gift.toast.declined') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('gift.giver.title'))

export default function Gift() {
  const gift = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <GiftStateTag state={gift.state} />
        <h1>{t('gift.giver.title')}</h1>
        <p>
          {gift.state === 'STATED'
            ? t('gift.giver.lead', { organization: gift.organizationName, project: gift.projectTitle })
            : t(`gift.giver.after.${gift.state}`)}
        </p>
        <h2>
          <Typed>{gift.what}</Typed>
        </h2>
        <GiftLines gift={gift} />
        {gift.state === 'STATED' ? <Answer gift={gift} /> : null}
      </Sheet>
    </Page>
  )
}

function Answer({ gift }: { gift: GiverGift }) {
  const t = useT()
  const confirm = useFormState('confirm')
  const decline = useFormState('decline')
  return (
    <>
      <div className="big">
        <PostForm form={confirm} version={gift.version}>
          <Checkbox form={confirm} name="isNamed" label={t('gift.giver.isNamed')} />
          <Submit>{t('gift.giver.confirm')}</Submit>
        </PostForm>
      </div>
      <details open={decline.wasRefused ? true : undefined}>
        <summary>{t('gift.giver.decline')}</summary>
        <PostForm form={decline} version={gift.version}>
          <TextArea form={decline} name="note" label={t('gift.giver.note')} max={noteMax} rows={3} />
          <Submit quiet>{t('gift.giver.sendNote')}</Submit>
        </PostForm>
      </details>
    </>
  )
}
