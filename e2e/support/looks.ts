import type { Page } from '@playwright/test'

/** What is seen to be wrong with how a page is laid out, each as a sentence. None if all is well. */
export async function faultsOfLooks(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.vh')
    const shown = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(isShown)
    const named = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 30)}”`

    /** The box of the first line of text in an element. */
    const firstLine = (element: Element): DOMRect | undefined => {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        if (!node.textContent?.trim() || !node.parentElement || !isShown(node.parentElement)) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const box = [...range.getClientRects()].find(({ width }) => width > 0)
        if (box) return box
      }
      return undefined
    }
    /** The baseline of a line of Inter: four fifths of its box are above it, whatever its size. */
    const baseline = (line: DOMRect): number => line.top + 0.8 * line.height

    // Boxes and radios are in the middle of the first line of what they are for.
    for (const input of shown('label > input[type=checkbox], label > input[type=radio]')) {
      const line = firstLine(input.parentElement as Element)
      if (!line) continue
      const box = input.getBoundingClientRect()
      const off = box.top + box.height / 2 - (line.top + line.height / 2)
      if (Math.abs(off) > 1) faults.push(`${off.toFixed(1)} px from the middle of its line: ${named(input.parentElement as Element)}`)
    }

    // A count is on the baseline of what it counts.
    for (const count of shown('.tag-cloud .num, .topic-list .num, .subs a > span, .index a > span, .tabs a > span, .desk-nav a > span')) {
      const row = count.parentElement as Element
      const [word, number] = [firstLine(row), firstLine(count)]
      const isOnOneLine = word && number && number.top < word.bottom
      if (isOnOneLine && Math.abs(baseline(number) - baseline(word)) > 1)
        faults.push(`a count ${(baseline(number) - baseline(word)).toFixed(1)} px off its line: ${named(row)}`)
    }

    // A button beside a field is as high as the field.
    for (const field of shown('main .field')) {
      const beside = field.closest('form')?.querySelectorAll('button.btn') ?? []
      const one = field.getBoundingClientRect()
      for (const button of beside) {
        const other = button.getBoundingClientRect()
        const isWithin = other.left < one.right
        const isBeside = other.top < one.bottom && other.bottom > one.top && other.left - one.right < 300
        if (isShown(button) && isBeside && !isWithin && Math.abs(other.height - one.height) > 1)
          faults.push(`a button of ${other.height} px beside a field of ${one.height} px: ${named(button)}`)
      }
    }

    // Code is never set in the face of answers.
    for (const code of shown('code, pre, kbd, samp'))
      if (/literata|serif/i.test(getComputedStyle(code).fontFamily.split(',')[0] ?? ''))
        faults.push(`code in the face of words: ${named(code)}`)
    for (const text of shown('.diff p'))
      if (/^\s*(```|~~~)/.test(text.textContent ?? '') && !text.querySelector('code'))
        faults.push(`code in the face of words: ${named(text)}`)

    // Two rules over one another, closer than a line of text, are a fault; edges of controls are no rules.
    const rules: { top: number; left: number; right: number; of: Element }[] = []
    for (const element of shown('body *')) {
      if (
        element.matches('.btn, .field, input, select, textarea, kbd, .me, .chip, svg *, .preview, [aria-current]') ||
        element.closest('dialog')
      )
        continue
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      if (box.width < 120 || style.position === 'absolute') continue
      const add = (width: string, kind: string, colour: string, top: number) => {
        if (Number.parseFloat(width) >= 1 && kind === 'solid' && colour !== 'rgba(0, 0, 0, 0)')
          rules.push({ top, left: box.left, right: box.right, of: element })
      }
      add(style.borderTopWidth, style.borderTopStyle, style.borderTopColor, box.top)
      add(style.borderBottomWidth, style.borderBottomStyle, style.borderBottomColor, box.bottom - 1)
    }
    rules.sort((a, b) => a.top - b.top)
    rules.forEach((rule, i) => {
      for (const next of rules.slice(i + 1)) {
        if (next.top - rule.top >= 8) break
        const isOver = Math.min(rule.right, next.right) - Math.max(rule.left, next.left) > 40
        if (isOver) faults.push(`rules ${(next.top - rule.top).toFixed(1)} px apart: ${named(rule.of)} and ${named(next.of)}`)
      }
    })

    // The foot is never above the lower edge of the window.
    const foot = document.querySelector('.foot-page')?.getBoundingClientRect()
    if (foot && foot.bottom < window.innerHeight - 1)
      faults.push(`the foot ends ${window.innerHeight - foot.bottom} px above the lower edge`)

    // Between a page's head and what follows there is no hole.
    const head = document.querySelector('main :is(.page-head, .topic-head)')
    const next = head?.nextElementSibling
    const last = head && [...head.querySelectorAll('*')].filter((each) => isShown(each) && each.getBoundingClientRect().height > 0)
    if (head && next && last?.length) {
      const from = Math.max(...last.map((each) => each.getBoundingClientRect().bottom))
      const to = firstLine(next)?.top ?? next.getBoundingClientRect().top
      if (to - from > 64) faults.push(`${(to - from).toFixed(0)} px between the head and ${named(next)}`)
    }

    // Labels, names of facts, heads of columns and choices all begin with a capital.
    for (const label of shown('.lab, legend, main dt, main th, main option, .tick > span'))
      if (!label.querySelector('code, kbd') && /^\p{Ll}/u.test((label.textContent ?? '').trim()))
        faults.push(`a label begins small: ${named(label)}`)
    for (const fact of shown('.desk .facts dd'))
      if (/^\p{Ll}+( |$)/u.test((fact.textContent ?? '').trim())) faults.push(`a fact begins small: ${named(fact)}`)

    // What follows a badge in a line of small print is parted from it.
    for (const badge of shown('.meta > .badge')) {
      const after = badge.nextElementSibling
      if (after && !after.classList.contains('dot')) faults.push(`no dot after ${named(badge)}`)
    }

    // What is longer than its box is not cut off without a way to see it.
    for (const body of shown('.contest .body')) if (body.scrollHeight > body.clientHeight + 1) faults.push(`cut off: ${named(body)}`)
    // No short code is broken in two.
    for (const code of shown('main :not(pre) > code'))
      if (/^\S{1,8}$/.test(code.textContent ?? '') && code.getClientRects().length > 1) faults.push(`broken in two: ${named(code)}`)
    return faults
  })
}
