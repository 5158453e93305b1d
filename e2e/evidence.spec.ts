import { aPage } from './support/a-page'
import { openUntil } from './support/eventually'
import { look } from './support/look'
import { mark, own } from './support/own'
import { act, expect, signInAs, test } from './support/site'

type Thread = { id: number; slug: string }

test('an editor cites by search and by address; readers see the sources, the posts say where they are used', async ({ page, browser }) => {
  const word = own('quillfish').replace(/[^a-z0-9]/gi, '')
  const thread = act<Thread>('thread', 'rooms', `The ${word} sings`, 'It sings at night.')
  act('reply', thread.id, 'Close the lid.')
  const other = act<Thread>('thread', 'rooms', `Another ${word}`, 'It is quiet.')
  const { slug } = act<{ slug: string }>('answer', 'rooms', own('What sings'), 'It sings at night.')
  await signInAs(page, 'Citing Editor', 'editor')
  await page.goto(`/answers/${slug}/edit`)
  const isPlain = test.info().project.name === 'phone'
  const field = page.getByLabel('Text', { exact: true })
  await field.click()
  if (isPlain) {
    await field.fill(`It sings at night.[^/threads/${thread.id}] Close the lid.[^/threads/${thread.id}#r1]`)
  } else {
    await expect(page.locator('.md-host')).toBeFocused()
    await page.keyboard.press('Control+End')
    await page.getByRole('button', { name: 'Cite' }).click()
    await expect(page.locator('textarea[name=body]')).toHaveValue('It sings at night.[^')
    await page.keyboard.type(`another ${word}`, { delay: 20 })
    await page.getByRole('option', { name: `Another ${word}` }).click()
    await page.keyboard.type(' Close the lid.[^')
    await page.evaluate(
      (address) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', address)
        const target = document.activeElement?.shadowRoot?.activeElement
        target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }))
      },
      new URL(`/threads/${thread.id}/${thread.slug}/1`, page.url()).href,
    )
    await expect(page.locator('textarea[name=body]')).toHaveValue(
      `It sings at night.[^/threads/${other.id}] Close the lid.[^/threads/${thread.id}#r1]`,
    )
  }
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('region', { name: 'Preview' }).locator('.side-note').last()).toContainText(`Reply 1 in “The ${word} sings”`)
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await expect(page.getByRole('region', { name: 'Cited sources' }).getByRole('link', { name: /^Reply 1 in/ })).toBeVisible()
  await page.getByLabel('What changed').fill('Sources.')
  await page.getByRole('button', { name: 'Publish the revision' }).click()
  await page.waitForURL(/coverage/)

  const reader = await aPage(browser)
  await reader.goto(`/answers/${slug}`)
  await expect(reader.locator('.side-note')).toHaveCount(2)
  await expect(reader.locator('.side-note').last()).toContainText(`Reply 1 in “The ${word} sings”, by Visiting Editor, revision 1`)
  await reader.getByRole('link', { name: 'Source b', exact: true }).click()
  await expect(reader).toHaveURL(/#page_e-b$/)
  await look(reader, 'evidence', true)
  await reader.locator('.side-note').last().getByRole('link', { name: 'Reply 1' }).click()
  await expect(reader.getByRole('article', { name: 'Reply 1' })).toContainText(/Used in\s+What sings/i)
})

test('notes beside short paragraphs do not cover each other', async ({ page }) => {
  const word = mark()
  const thread = act<{ id: number }>('thread', 'rooms', `What the ${word} of a pond does in a long and cold winter`, 'It freezes.')
  const cite = (claim: string) => `${claim}[^/threads/${thread.id}]`
  const body = [cite('It freezes.'), cite('It thaws.'), 'Nobody knows.', cite('It sings.'), cite('It rests.')].join('\n\n')
  const { slug } = act<{ slug: string }>('answer', 'rooms', `A ${word} pond`, body)
  await page.goto(`/answers/${slug}`)
  const notes = page.locator('.side-note')
  await expect(notes).toHaveCount(4)
  const boxes = await Promise.all((await notes.all()).map((note) => note.boundingBox()))
  for (const [i, box] of boxes.slice(1).entries())
    expect(box?.y, `note ${i + 2} begins below the one before`).toBeGreaterThanOrEqual((boxes[i]?.y ?? 0) + (boxes[i]?.height ?? 0))
  await look(page, 'evidence-notes', true)
})

test('a cited reply is edited: readers see that it changed, an editor verifies it; another is hidden, and the source is dropped', async ({
  page,
  browser,
}) => {
  const thread = act<Thread>('thread', 'rooms', own('Of valves'), 'They leak.')
  act('reply', thread.id, 'Turn it seven times.')
  const second = act<{ id: number }>('reply', thread.id, 'Paint it green.')
  const body = `Turn it often.[^/threads/${thread.id}#r1]\n\nPaint it.[^/threads/${thread.id}#r2]`
  const title = own('Valves that leak')
  const { slug } = act<{ slug: string }>('answer', 'rooms', title, body)
  await signInAs(page, 'Verifying Editor', 'editor')
  await page.goto(`/threads/${thread.id}/posts/1/edit`)
  await page.locator('textarea[name=body]').fill('Turn it eight times.')
  await page.getByRole('button', { name: /^Save/ }).click()
  const reader = await aPage(browser)
  await openUntil(reader, `/answers/${slug}`, () => reader.getByText('Changed since it was cited').isVisible())
  const flagged = page.locator('.contest').filter({ hasText: title })
  await openUntil(page, '/desk/evidence', () => flagged.first().isVisible())
  await expect(flagged).toHaveCount(1)
  await expect(flagged.locator('ins')).toHaveText('eight')
  await look(page, 'evidence-flagged', true)
  await flagged.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByText('Verified: what the source says now')).toBeVisible()
  await expect(flagged).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('It is flagged again')).toBeVisible()
  await expect(flagged).toHaveCount(1)
  await flagged.getByRole('button', { name: 'Verify' }).click()
  await expect(flagged).toHaveCount(0)

  act('hide-reply', second.id, 'Wrong.')
  await openUntil(page, '/desk/evidence', () => flagged.first().isVisible())
  await expect(flagged).not.toContainText('green')
  await flagged.getByRole('button', { name: 'Drop the source' }).click()
  await expect(page.getByText('Dropped: the answer has a new revision')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Show or undo it' })).toHaveAttribute('href', new RegExp(slug))
  await reader.goto(`/answers/${slug}`)
  await expect(reader.locator('.side-note')).toHaveCount(1)
  await expect(reader.locator('main')).not.toContainText('Changed since it was cited')
})
