import { Fragment } from 'react'
import type { Piece } from '#app/i18n/guide/read.ts'
import { useLocale } from '#app/i18n/provider.tsx'

/** What a guide says; the words of the site's pages stand out from it, in Chinese between quotation marks too. */
export function Said({ pieces }: { pieces: readonly Piece[] }) {
  const isQuoted = useLocale() === 'zh-CN'
  return pieces.map(({ text, isLabel }, at) =>
    isLabel ? (
      <Fragment key={at}>
        {isQuoted ? '“' : null}
        <b>{text}</b>
        {isQuoted ? '”' : null}
      </Fragment>
    ) : (
      <Fragment key={at}>{text}</Fragment>
    ),
  )
}
