"""Running numbers that never skip and are never given twice."""

from django.db import models, transaction


class Counter(models.Model):
    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="counter_series_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


@transaction.atomic
def next_number(series: str, year: int) -> int:
    """Take the next number of ``series`` in ``year``, starting at 1.

    The row stays locked until the caller's transaction ends, so a rolled-back action gives
    its number back.
    """
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
