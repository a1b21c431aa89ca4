"""Made-up titles and texts in any number, for measuring; they name no real place."""

from random import Random

THINGS = [
    "Sykkelveg", "Gangveg", "Fortau", "Holdeplass", "Kollektivfelt", "Rundkjøring", "Bru",
    "Undergang", "Trafikkplan", "Parkering", "Bussterminal", "Bybane", "Fartsgrense", "Støyskjerm",
    "Belysning", "Reguleringsplan", "Kostnadsoverslag", "Statusrapport", "Handlingsprogram",
    "Budsjett", "Skoleveg", "Snarveg", "Sykkelparkering", "Trafikktelling", "Reisevaneundersøkelse",
]  # fmt: skip
FIRST = [
    "Fjell", "Strand", "Lang", "Stor", "Ny", "Vest", "Sør", "Nord", "Øst", "Bjørke", "Eike", "Furu",
    "Gran", "Hegre", "Kvit", "Linde", "Mose", "Myr", "Nes", "Odd", "Raude", "Sel", "Skog", "Sol",
    "Stein", "Tange", "Torv", "Ulve", "Vind", "Åker", "Ørne", "Lyng", "Elve", "Bekke", "Kirke",
]  # fmt: skip
LAST = [
    "dal", "vik", "nes", "haug", "stad", "mark", "berg", "lia", "bakken", "sund", "øya", "moen",
    "tun", "åsen", "bygda", "heim", "fossen", "holmen", "eidet", "tangen", "kroken", "svingen",
]  # fmt: skip
WHAT = [
    "Partene ber om at {thing} ved {place} utredes før sommeren.",
    "Kommunen melder at grunneierne ved {place} er varslet.",
    "Kostnaden for {thing} er {n} millioner kroner i prisnivået for saken.",
    "Fylkeskommunen har merknader til løsningen for {thing}.",
    "Tiltaket gir tryggere skoleveg og kortere reisetid for {n} reisende.",
    "Statens vegvesen vurderer kollektivtrafikken mellom {place} og sentrum.",
    "Gruppen har sett på tre alternativer og rår til det andre.",
    "Kommunane ynskjer at {thing} vert sett i samanheng med resten av vegen.",
    "Nullvekstmålet krever at biltrafikken ikke øker forbi {place}.",
    "Usikkerheten er stor, og forbeholdet om erverv står ved lag.",
]
CAME_TO = [
    "Forumet tilrår {thing} ved {place} etter det andre alternativet.",
    "Forumet slutter seg til innstillingen om {thing} og ber om ny status om {n} måneder.",
    "Saken om {place} tas videre med de merknadene som kom fram i møtet.",
    "Arbeidsutvalet ber om at {thing} vert prioritert.",
]


class Words:
    """The same words for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311 made-up words, no secret

    def place(self) -> str:
        return self.dice.choice(FIRST) + self.dice.choice(LAST)

    def title(self) -> str:
        return f"{self.dice.choice(THINGS)} ved {self.place()}"

    def text(self, sentences: int) -> str:
        return " ".join(self._said(self.dice.choice(WHAT)) for _n in range(sentences))

    def came_to(self) -> str:
        return self._said(self.dice.choice(CAME_TO))

    def _said(self, sentence: str) -> str:
        thing = self.dice.choice(THINGS).lower()
        return sentence.format(thing=thing, place=self.place(), n=self.dice.randint(2, 900))
