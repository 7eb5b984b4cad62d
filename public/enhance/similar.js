// @ts-check
// While a need is being typed: what others said much the same (app/routes/public/need-new.tsx). Without scripts a button asks for it.
//
// The contract: an element with data-similar (where to ask), data-similar-page (address of a need, {no} for its number),
// data-similar-title and data-similar-count ({count} for how many), in the form whose fields are title, what and regionId.

const waitMs = 700
const place = document.querySelector('[data-similar]')
const form = place?.closest('form')

if (place instanceof HTMLElement && form instanceof HTMLFormElement) {
  const { similar: address = '', similarPage = '', similarTitle = '', similarCount = '' } = place.dataset
  /** @param {string} name */
  const typed = (name) => {
    const control = form.elements.namedItem(name)
    return control instanceof HTMLInputElement ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
      ? control.value.trim()
      : ''
  }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting
  let asked = ''

  /** @param {{ needNo: string, title: string, regionName: string, supporters: number }[]} rows */
  const show = (rows) => {
    place.replaceChildren()
    if (rows.length === 0) return
    const heading = document.createElement('p')
    const strong = document.createElement('strong')
    strong.textContent = similarTitle
    heading.append(strong)
    const list = document.createElement('ul')
    for (const { needNo, title, regionName, supporters } of rows) {
      const item = document.createElement('li')
      const link = document.createElement('a')
      link.href = similarPage.replace('{no}', needNo)
      link.lang = 'zh-CN'
      link.textContent = title
      item.append(link, ` · ${regionName} · ${similarCount.replace('{count}', String(supporters))}`)
      list.append(item)
    }
    place.append(heading, list)
  }

  const ask = async () => {
    const query = new URLSearchParams({
      title: typed('title').slice(0, 60),
      what: typed('what').slice(0, 400),
      region: typed('regionId'),
    }).toString()
    if (query === asked || typed('title').length < 2) return
    asked = query
    try {
      const answer = await fetch(`${address}?${query}`, { headers: { Accept: 'application/json' } })
      if (!answer.ok || query !== asked) return
      /** @type {{ similar: { needNo: string, title: string, regionName: string, supporters: number }[] }} */
      const { similar } = await answer.json()
      show(similar)
    } catch {
      // Comfort only: the page finds them when it is sent.
    }
  }
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void ask(), waitMs)
  })
}

export {}
