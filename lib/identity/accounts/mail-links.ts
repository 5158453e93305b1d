import { wayBack } from '../../shared'

// The library hands one address from a form to the mail that follows from it, and takes few letters in it. So the page that someone came
// from travels as a parameter in which everything else is encoded.

/** Returns what the library is given, so that the link of its mail leads back to where someone came from. */
export function callbackOf(next: string): string {
  return `/?${new URLSearchParams({ next: wayBack(next) })}`.replaceAll('*', '%2A')
}

/** Returns the page that someone came from, from the address that the library made for a mail. */
export function nextOf(url: string): string {
  const callback = new URL(url).searchParams.get('callbackURL') || '/'
  return wayBack(new URL(callback, url).searchParams.get('next') ?? '/')
}
