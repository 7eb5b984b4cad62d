import { Fragment } from 'react'
import { useLocale } from '#app/i18n/provider.tsx'
import { Cites } from './cites.tsx'

/** A run of Chinese: it begins with a Chinese character and takes the punctuation and digits between such characters with it. */
const chinese = /([\p{Script=Han}《“（](?:[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”·\d\s-]*[\p{Script=Han}》”）])?)/u

/**
 * A sentence of the site with somebody's name or title in it: in an English one, what is Chinese is said to be, for screen readers. `cites`:
 * document numbers in it lead to the documents; never inside a link.
 */
export function Mixed({ text, cites = false }: { text: string; cites?: boolean }) {
  const locale = useLocale()
  const shown = (part: string) => (cites ? <Cites text={part} /> : part)
  if (locale !== 'en') return shown(text)
  return text.split(chinese).map((part, index) =>
    // `split` with one group answers what is between and what matched, by turns.
    index % 2 === 1 ? (
      <span key={index} lang="zh-CN">
        {shown(part)}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  )
}
