import { sendCommand } from './send-command'

/** Saves a search in place, so that its results stay where they are. */
export function startSaveSearch(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void save(form)
  })
}

async function save(form: HTMLFormElement): Promise<void> {
  const [button, status] = [form.querySelector('button'), form.querySelector('[role=status]')]
  if (!button || !status || button.ariaDisabled) return
  const refused = await sendCommand(form.action, 'save')
  status.classList.toggle('err', refused !== null)
  status.textContent = refused ?? 'You have saved this search, and are told of new results.'
  if (refused !== null) return
  button.textContent = 'Saved'
  // Not disabled, or focus would be lost.
  button.setAttribute('aria-disabled', 'true')
}
