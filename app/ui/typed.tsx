import type { ReactNode } from 'react'

/** Words that people typed, mostly Chinese whatever the page's language: said so for fonts and screen readers. */
export function Typed({ children }: { children: ReactNode }) {
  return <span lang="zh-CN">{children}</span>
}

/** The same, paragraph by paragraph as it was typed. */
export function TypedText({ text }: { text: string }) {
  return (
    <div lang="zh-CN" className="typed">
      {text
        .split(/\n+/)
        .filter((part) => part.trim() !== '')
        .map((part, index) => (
          <p key={index}>{part}</p>
        ))}
    </div>
  )
}
