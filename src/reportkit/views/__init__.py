"""How things look: grids with marks, HTML, worded findings, and the parts of the final report.

Standard library only; importing this package gives reports and findings their rich display in
notebooks.

>>> from reportkit import views
"""
