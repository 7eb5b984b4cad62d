import type { ReactNode } from 'react'
import { Cites } from './cites.tsx'

/** Words that people typed, mostly Chinese whatever the page's language: said so for fonts and screen readers. */
export function Typed({ children }: { children: ReactNode }) {
  return <span lang="zh-CN">{children}</span>
}

/** The number of a document, or words with one, as somebody typed them: linked where the library has the document. Never inside a link. */
export function TypedCites({ text }: { text: string }) {
  return (
    <Typed>
      <Cites text={text} />
    </Typed>
  )
}

/** The same, paragraph by paragraph as it was typed. */
export function TypedText({ text }: { text: string }) {
  return (
    <div lang="zh-CN" className="typed">
      {text
        .split(/\n+/)
        .filter((part) => part.trim() !== '')
        .map((part, index) => (
          <p key={index}>
            <Cites text={part} />
          </p>
        ))}
    </div>
  )
}
