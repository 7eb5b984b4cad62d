import type { ReactNode } from 'react'

/**
 * A part of a page that is asked only when a field has a certain answer. The server draws it shown or hidden;
 * public/enhance/shown-if.js follows the field while the page is open. Hidden fields are posted all the same.
 */
export function ShownIf({
  field,
  answer,
  isShown,
  children,
}: {
  /** The name of the field it waits for; without one it is always shown. */
  field: string | undefined
  answer: string
  isShown: boolean
  children: ReactNode
}) {
  if (field === undefined) return children
  return (
    <div data-shown-if={field} data-shown-answer={answer} hidden={!isShown}>
      {children}
    </div>
  )
}
