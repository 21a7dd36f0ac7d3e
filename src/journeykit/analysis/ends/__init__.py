"""What `outcomes` gathers over all journeys, by the ways in which they end: time, emotion, money and limits."""
