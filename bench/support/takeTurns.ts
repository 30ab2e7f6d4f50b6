/**
 * Does the same to each of several, round after round, with the order reversed every time: a machine
 * that is busy for a moment, or gets faster or slower meanwhile, then hits all of them alike.
 *
 * @returns what came out, in the order of `items`, and within each by round.
 */
export async function takeTurns<Item, Result>(items: Item[], rounds: number, act: (item: Item) => Promise<Result>): Promise<{ item: Item, results: Result[] }[]> {
  const turns = items.map(item => ({ item, results: Array<Result>() }))
  for (let round = 0; round < rounds; round++) {
    for (const { item, results } of round % 2 === 0 ? turns : turns.toReversed()) results.push(await act(item))
  }
  return turns
}
