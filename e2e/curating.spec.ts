import type { Locator, Page } from '@playwright/test'
import { eventually, workerCaughtUp } from './support/eventually'
import { mark } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Made = { id: number; slug: string }

/** Has the map show these threads as one group. The worker must be done with them: it removes what a model did not say. */
async function showAlike(page: Page, threads: Made[], word: string): Promise<Locator> {
  const group = page.locator('.dup').filter({ hasText: word })
  // Twice: the lists that a new thread changes are asked for while its own is computed.
  await workerCaughtUp()
  await workerCaughtUp()
  await eventually(async () => {
    act('alike-again', ...threads.map(({ id }) => id))
    await page.goto('/desk/duplicates')
    expect(await group.count()).toBe(1)
  })
  return group
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('an editor pins and bans related links, and takes it back', async ({ page }) => {
    await signInAs(page, 'Petra Pins', 'editor')
    const word = `clutch${mark()}`
    const [thread, other] = [
      act<Made>('thread', 'curating', `The ${word} slips`, `My ${word} slips.`),
      act<Made>('thread', 'curating', `Wholly different ${mark()}`, 'Nothing to do with it.'),
    ]
    await page.goto(`/threads/${thread.id}/posts/0`)
    await page.getByRole('link', { name: 'Pin or ban related links' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Related')
    await page.getByLabel('Pin another').fill('nowhere')
    await page.getByRole('button', { name: 'Pin it' }).click()
    await expect(page.getByText('Give the address of a thread or an answer')).toBeVisible()
    await expect(page.getByLabel('Pin another')).toHaveValue('nowhere')
    await page.getByLabel('Pin another').fill(`/threads/${other.id}`)
    await page.getByRole('button', { name: 'Pin it' }).click()
    await expect(page.getByText('chosen by an editor')).toBeVisible()
    await page.goto(`/threads/${thread.id}/${thread.slug}`)
    await expect(page.locator('.rel').first()).toContainText('chosen by an editor')
    await page.goto(`/threads/${thread.id}/related`)
    await page.getByRole('button', { name: /Take it back/ }).click()
    await expect(page.getByText('Nothing is pinned or banned.')).toBeVisible()
  })

  test('threads that ask the same are confirmed, told apart and merged from the map', async ({ page }) => {
    await signInAs(page, 'Dora Doubles', 'editor')
    const word = mark()
    const threads = act<Made[]>('alike', 'curating', `Radio ${word} hums`, `Humming of radio ${word}`, `Why hums radio ${word}`)
    const [stays, same, merged] = threads as [Made, Made, Made]
    await page.goto('/desk')
    await page.getByRole('link', { name: 'Duplicates' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Duplicates')
    const group = await showAlike(page, threads, word)
    await expect(group.getByRole('checkbox')).toHaveCount(3)
    await expectNoSidewaysScroll(page)
    // Only the second is a duplicate of the first.
    await group.getByRole('checkbox', { name: new RegExp(`Why hums radio ${word}`) }).uncheck()
    await group.getByRole('radio', { name: new RegExp(`“Radio ${word} hums” stays`) }).check()
    await group.getByRole('button', { name: 'They ask the same', exact: true }).click()
    await expect(page.getByText('Noted: they ask the same.')).toBeVisible()
    await page.goto(`/threads/${same.id}/${same.slug}`)
    await expect(page.getByText('Asks the same as')).toContainText(`Radio ${word} hums`)
    const rest = await showAlike(page, threads, word)
    await rest.getByRole('radio', { name: new RegExp(`“Radio ${word} hums” stays`) }).check()
    act('reply', merged.id, `Because of the ${word} mains.`)
    await rest.getByRole('button', { name: 'Merge into the one that stays' }).click()
    await expect(page.getByText('Merged. The old addresses lead')).toBeVisible()
    // Old addresses lead to the posts as they are now, whatever place the old one named.
    for (const [address, text] of [
      [`/threads/${merged.id}/${merged.slug}#r1`, `Why hums radio ${word}`],
      [`/threads/${merged.id}/${merged.slug}/1`, `Because of the ${word} mains.`],
    ] as const) {
      await page.goto(address)
      await expect(page).toHaveURL(new RegExp(`/threads/${stays.id}/.*#r\\d$`))
      await expect(page.locator(new URL(page.url()).hash)).toContainText(text)
    }
  })
})

test('the map of duplicates is accessible and its groups are links', async ({ page }) => {
  await signInAs(page, 'Mapa Looks', 'editor')
  const word = mark()
  const threads = act<Made[]>('alike', 'curating', `Kettle ${word} leaks`, `Leaking kettle ${word}`)
  await showAlike(page, threads, word)
  await expectAccessible(page)
  const link = page.locator('.dup-map a').filter({ hasText: word }).first()
  await link.click()
  await expect(page).toHaveURL(/#g\d+$/)
  await page.goto(`/threads/${threads[0]?.id}/related`)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})

test('a long thread without an accepted reply shows the most useful one on top', async ({ page }) => {
  const thread = act<Made>('thread', 'curating', `Fan ${mark()} rattles`, 'My fan rattles since yesterday.')
  act('reply-as', thread.id, 'Helper One', 'Which fan is it?')
  act('reply-as', thread.id, 'Helper Two', 'Tighten the `M3` screw at the back, then it stops.')
  act('reply', thread.id, 'Thank you, that works!')
  act('reply-as', thread.id, 'Helper One', 'Good.')
  act('reply-as', thread.id, 'Helper Three', 'Mine never rattled?')
  await page.goto(`/threads/${thread.id}/${thread.slug}`)
  const useful = page.locator('.useful')
  await expect(useful).toContainText('reply 2 by Helper Two')
  await expect(useful).toContainText('The asker says that it worked')
  await useful.getByRole('link', { name: 'reply 2' }).click()
  await expect(page).toHaveURL(/#r2$/)
  await expectAccessible(page)
})
