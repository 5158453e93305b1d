'use client'

import { useEffect } from 'react'

/** As /threads/ID/mine answers it. */
type MineOfThread = { closed: boolean; isMine: boolean; editor: boolean; boosted: number[]; written: number[] }

const maySign = (mine: MineOfThread, number: number) => number > 0 && (mine.isMine || mine.editor)

/** Turns the links under the posts of a kept page into what this reader may do, by one small fetch. */
export function Mine({ threadId }: { threadId: number }) {
  useEffect(() => {
    let gone = false
    void fetch(`/threads/${threadId}/mine`)
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null)
      .then((mine: MineOfThread | null) => {
        if (!mine || gone) return
        if (mine.isMine) {
          askTheAsker()
          offerToWithdraw()
        }
        for (const acts of document.querySelectorAll<HTMLElement>('[data-acts]')) enhance(acts, threadId, mine)
      })
    return () => {
      gone = true
    }
  }, [threadId])
  return null
}

function enhance(acts: HTMLElement, threadId: number, mine: MineOfThread): void {
  const number = Number(acts.dataset.acts)
  const link = acts.querySelector<HTMLElement>('a[data-boost]')
  if (link) link.replaceWith(boostButton(threadId, number, Number(link.dataset.boost), mine.boosted.includes(number)))
  const more = acts.querySelector('a:last-of-type')
  if (mine.written.includes(number) || mine.editor) {
    const edit = document.createElement('a')
    edit.className = 'act'
    edit.href = number === 0 ? `/threads/${threadId}/edit` : `/threads/${threadId}/posts/${number}/edit`
    edit.textContent = 'Edit'
    more?.before(edit)
  }
  if (maySign(mine, number)) {
    const accepted = acts.closest('.post')?.classList.contains('ok') ?? false
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'act'
    button.textContent = accepted ? 'Take back' : 'Accept'
    button.setAttribute('aria-label', accepted ? `Take the acceptance of reply ${number} back` : `Accept reply ${number}`)
    button.addEventListener('click', async () => {
      button.disabled = true
      const answer = await send(threadId, number, accepted ? 'unaccept' : 'accept')
      if (answer.error) complain(button, answer.error)
      else location.reload()
    })
    more?.before(button)
  }
}

/** The asker of a covered thread is asked whether it settles the question. */
function askTheAsker(): void {
  const place = document.querySelector<HTMLElement>('[data-judge]')
  if (!place || place.dataset.response === 'accepted') return
  place.className = 'foot ask-foot'
  const asked = document.createElement('b')
  asked.textContent = 'You asked this. Does it settle your question?'
  const pair = document.createElement('form')
  pair.className = 'pair'
  pair.method = 'post'
  pair.action = `/threads/${place.dataset.judge}/coverage-response`
  const answer = document.createElement('input')
  Object.assign(answer, { type: 'hidden', name: 'answer', value: place.dataset.answer })
  const yes = document.createElement('button')
  Object.assign(yes, { className: 'btn btn-do', type: 'submit', name: 'response', value: 'accepted', textContent: 'This settles it' })
  const no = document.createElement('a')
  Object.assign(no, { className: 'btn', href: `/threads/${place.dataset.judge}/coverage-response`, textContent: 'Not my case' })
  pair.append(answer, yes, no)
  place.append(asked, pair)
}

/** Who said that an answer misses their case may think again while no editor has decided. */
function offerToWithdraw(): void {
  for (const said of document.querySelectorAll<HTMLElement>('[data-contested]')) {
    const link = document.createElement('a')
    Object.assign(link, { href: `/threads/${said.dataset.contested}/coverage-response`, textContent: 'Change what you said' })
    said.append(' ', link)
  }
}

function boostButton(threadId: number, number: number, count: number, boosted: boolean): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'act'
  let others = count - (boosted ? 1 : 0)
  let on = boosted
  const show = () => {
    button.setAttribute('aria-pressed', String(on))
    const sum = Math.max(0, others) + (on ? 1 : 0)
    button.textContent = `${on ? 'Boosted' : 'Boost'}${sum > 0 ? `, ${sum}` : ''}`
  }
  button.addEventListener('click', async () => {
    // Shown at once, taken back if it fails.
    on = !on
    show()
    const answer = await send(threadId, number, on ? 'boost' : 'unboost')
    if (!answer.error) return
    on = !on
    show()
    complain(button, answer.error)
  })
  others = Math.max(0, others)
  show()
  return button
}

async function send(threadId: number, number: number, command: string): Promise<{ error?: string }> {
  try {
    const response = await fetch(`/threads/${threadId}/posts/${number}`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ do: command }),
      // Whoever clicks and goes on has clicked all the same.
      keepalive: true,
    })
    return await response.json()
  } catch {
    return { error: 'The connection is gone. Try again.' }
  }
}

function complain(near: HTMLElement, message: string): void {
  const said = document.createElement('span')
  said.className = 'err'
  said.setAttribute('role', 'alert')
  said.textContent = message
  near.after(said)
  setTimeout(() => said.remove(), 8_000)
}
