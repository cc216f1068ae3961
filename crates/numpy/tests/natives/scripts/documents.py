# The lines with NumPy of the examples in Streamlit's documents, those that need pandas over arrays.
import string
from datetime import date, datetime, timedelta

import numpy as np


def show(*values):
    for value in values:
        print(repr(value))


def get_large_array(seed):
    np.random.seed(seed)
    arr = np.random.rand(100000)
    return arr


class Frame(dict):
    def filter(self, items):
        return Frame({name: self[name] for name in items})

    def apply(self, function, axis):
        return {name: function(values, axis=axis) for name, values in self.items()}


show(get_large_array(3), get_large_array(3).sum())
frame = Frame(one=np.arange(3), two=np.ones(2), three=np.arange(4.0).reshape(2, 2))
show(frame.filter(items=["one", "three"]).apply(np.sum, axis=0))

# Sales by day.
np.random.seed(7)
product_names = ["Widget " + letter for letter in string.ascii_uppercase]
average_daily_sales = np.random.normal(1_000, 300, len(product_names))
products = dict(zip(product_names, average_daily_sales))
sales_dates = np.arange(date(2023, 1, 1), date(2024, 1, 1), timedelta(days=1))
show(products["Widget A"], average_daily_sales.sum(), sales_dates[:3], len(sales_dates))
data = {}
for product, sales in products.items():
    data[product] = np.random.normal(sales, 300, len(sales_dates)).round(2)
show(data["Widget A"][:5], data["Widget Z"][-5:])

# A feed of moments.
now = datetime(2026, 3, 4, 5, 6, 7, 890123)
sample_time = timedelta(seconds=0.5)
next_timestamp = now - timedelta(seconds=60) + sample_time
timestamps = np.arange(next_timestamp, now, sample_time)
sample_values = np.random.randn(len(timestamps), 2)
show(timestamps[:2], timestamps[-1].item(), timestamps.dtype, len(timestamps), sample_values[:2], sample_values.shape)

# Charts, maps, pictures and tables.
show(np.random.randn(30, 3)[:2], np.random.rand(10, 1)[:2], np.random.randn(20, 10)[:1])
show(np.random.randn(200)[:3] / 50 + 37.76, np.random.randn(200)[:3] / 50 + -122.4)
team = np.array(["A", "B"] * 100, dtype=object)
alpha = int(50 * 255 / 100)
show(np.where(team == "A", "#0000FF" + f"{alpha:02x}", "#FF0000" + f"{alpha:02x}")[:3])
show(np.where(team == "A", 100, 50)[:3], np.histogram(np.random.normal(1, 1, size=100), bins=20)[0])
pixels = np.frombuffer(bytes(range(12)), np.uint8)
picture = np.array(pixels.reshape(2, 2, 3))
show(type(picture), picture.shape, picture.dtype, pixels.flags.writeable)
show(np.array([["st.text_area", "widget", 4.92], ["st.markdown", "element", 47.22]]))
show(np.unique(np.array(["be", "a", "be", "c"], dtype=object)), str(np.array(["be", "a"], dtype=object)))
