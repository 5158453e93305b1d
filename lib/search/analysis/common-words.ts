/** Words that join sentences. */
const joining =
  'a about above across after again against ago all almost alone along already also although always am among an and another any are around as at away back be because been before behind being below beside besides between beyond both but by can cannot cant could did didnt do does doesnt doing done dont down during each either else enough etc even ever every except few for from further get gets getting gone got had hardly has have having he hence her here him his how however i if im in indeed inside instead into is isnt it its ive just last least less lot many may maybe me might more most mostly much must my near nearly neither never next no nobody none nor not nothing now of off often on once one only onto or other others our out outside over own per perhaps quite rather really same second several shall she should since so some still such than that thats the their them then there therefore these they thing things this those though through throughout thus till to together too toward towards two under unless until up upon us use used using usually various very via was wasnt we well went were what whatever when whenever where wherever whether which while who whole whom whose why will with within without wont would yes yet you your'
/** What people say around every question. */
const around =
  'advance advice advise anybody anyone anything appreciate appreciated ask asked asking cheers dear everybody everyone everything folks folk friends greetings guys hello help hey hi idea ideas kindly know let like look looking madam need please pls plz possible problem question regards see seem seems sir somebody someone something somewhere suggest suggestion tell thank thanks think tried try trying want wanted way wonder wondered wondering'

/** Words that every post may have: they rank a little in a small forum, explain nothing and are not marked. */
export const commonWords: ReadonlySet<string> = new Set(`${joining} ${around}`.split(' '))

/** Whether a word as it is typed is one of them, with or without its apostrophe. */
export function isCommonWord(typed: string): boolean {
  return commonWords.has(typed.toLowerCase().replace(/['’]/g, ''))
}
