"""Print the forecast for a place."""

# <request>
import json
import os
from urllib.request import Request, urlopen

request = Request(
    "https://weather.contoso.example/forecast?place=Lund",
    headers={"Key": os.environ["WEATHER_KEY"]},
)
with urlopen(request, timeout=10) as answer:
    forecast = json.load(answer)
# </request>

# <print>
for day in forecast["days"]:
    print(day["date"], day["high"], day["low"])
# </print>
