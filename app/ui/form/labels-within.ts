import { Children, isValidElement, type ReactNode } from 'react'

/**
 * The fields that stand in the form itself, by name: two lines that say “fill this in” must say which. A fieldset puts its
 * legend in front, as rows that repeat have it.
 */
export function labelsWithin(children: ReactNode, legend = ''): Record<string, string> {
  return Children.toArray(children).reduce<Record<string, string>>((labels, child) => {
    if (!isValidElement<{ name?: unknown; label?: unknown; children?: ReactNode }>(child)) return labels
    const { name, label, children: inner } = child.props
    if (typeof name === 'string' && typeof label === 'string')
      labels[name] = legend === '' ? label : `${legend} · ${label}`
    return Object.assign(labels, labelsWithin(inner, child.type === 'fieldset' ? legendOf(inner) : legend))
  }, {})
}

const legendOf = (children: ReactNode): string =>
  Children.toArray(children)
    .filter(isValidElement<{ children?: ReactNode }>)
    .filter(({ type }) => type === 'legend')
    .map(({ props }) => (typeof props.children === 'string' ? props.children : ''))
    .join('')
